package dev.shutterhook.localrunner.template;

import dev.shutterhook.core.capture.CancelMarkStore;
import dev.shutterhook.localcloud.template.Resource;
import dev.shutterhook.localcloud.template.Template;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What the template's roles and the bucket may allow. */
final class PolicyRules {
  private static final Set<String> RENDER_MAY =
      Set.of(
          "logs:CreateLogStream",
          "logs:PutLogEvents",
          "sqs:ReceiveMessage",
          "sqs:DeleteMessage",
          "sqs:GetQueueAttributes",
          "sqs:ChangeMessageVisibility",
          "sqs:SendMessage",
          "s3:PutObject",
          "s3:GetObject");

  /** All that the renderer may read: that an order was canceled. */
  private static final String MARKS = "/" + CancelMarkStore.PREFIX + "*";

  private final Template template;
  private final List<String> faults;

  PolicyRules(Template template, List<String> faults) {
    this.template = template;
    this.faults = faults;
  }

  void check() {
    for (Resource role : template.resources("AWS::IAM::Role")) {
      statements(role).forEach(statement -> statement(role.logicalId(), statement));
      if (role.properties().containsKey("ManagedPolicyArns")) {
        faults.add(role.logicalId() + " takes a managed policy: those name all resources");
      }
    }
    for (Resource function : template.resources("AWS::Serverless::Function")) {
      if (!function.properties().containsKey("Role")) {
        faults.add(function.logicalId() + " has no role of its own");
      }
      boolean zip = !"Image".equals(function.properties().get("PackageType"));
      if (zip && !function.properties().containsKey("SnapStart")) {
        faults.add(function.logicalId() + " starts without SnapStart");
      }
    }
    render();
    bucket();
    marks();
  }

  /** An order that waits for long must still find its mark. */
  private void marks() {
    Duration order = template.queue("RenderQueue").retention();
    boolean outlast =
        template.resources("AWS::S3::Bucket").stream()
            .map(bucket -> map(bucket.properties().get("LifecycleConfiguration")))
            .flatMap(lifecycle -> list(lifecycle.get("Rules")).stream())
            .map(PolicyRules::map)
            .filter(rule -> CancelMarkStore.PREFIX.equals(rule.get("Prefix")))
            .map(rule -> Duration.ofDays(Long.parseLong(rule.get("ExpirationInDays").toString())))
            .anyMatch(kept -> kept.compareTo(order) > 0);
    if (!outlast) {
      faults.add("marks of canceled captures are gone before their orders");
    }
  }

  private void render() {
    Set<String> may =
        template.resources("AWS::IAM::Role").stream()
            .filter(role -> role.logicalId().equals("RenderFunctionRole"))
            .flatMap(PolicyRules::statements)
            .flatMap(statement -> strings(statement.get("Action")))
            .collect(Collectors.toSet());
    if (!may.equals(RENDER_MAY)) {
      faults.add("the renderer may " + may);
    }
    template.resources("AWS::IAM::Role").stream()
        .filter(role -> role.logicalId().equals("RenderFunctionRole"))
        .flatMap(PolicyRules::statements)
        .filter(statement -> strings(statement.get("Action")).anyMatch("s3:GetObject"::equals))
        .flatMap(statement -> strings(statement.get("Resource")))
        .filter(resource -> !resource.endsWith(MARKS))
        .forEach(resource -> faults.add("the renderer may read " + resource));
  }

  private void bucket() {
    for (Resource bucket : template.resources("AWS::S3::Bucket")) {
      Map<String, Object> access = map(bucket.properties().get("PublicAccessBlockConfiguration"));
      if (access.size() != 4 || !access.values().stream().allMatch(Boolean.TRUE::equals)) {
        faults.add(bucket.logicalId() + " may become public");
      }
      if (!bucket.properties().containsKey("BucketEncryption")
          || !bucket.properties().containsKey("LifecycleConfiguration")) {
        faults.add(bucket.logicalId() + " lacks encryption or lifecycle");
      }
    }
  }

  private void statement(String role, Map<String, Object> statement) {
    String place = role + "/" + statement.get("Sid");
    if (strings(statement.get("Resource")).anyMatch(resource -> resource.equals("*"))) {
      faults.add(place + " names all resources");
    }
    if (strings(statement.get("Action")).anyMatch(action -> action.contains("*"))) {
      faults.add(place + " names all actions");
    }
  }

  private static Stream<Map<String, Object>> statements(Resource role) {
    return list(role.properties().get("Policies")).stream()
        .map(policy -> map(map(policy).get("PolicyDocument")))
        .flatMap(document -> list(document.get("Statement")).stream())
        .map(PolicyRules::map);
  }

  private static Stream<String> strings(Object value) {
    return value instanceof List<?> list
        ? list.stream().map(String::valueOf)
        : Stream.of(String.valueOf(value));
  }

  private static List<?> list(Object value) {
    return value instanceof List<?> list ? list : List.of();
  }

  @SuppressWarnings("unchecked") // The template's mappings have string keys.
  private static Map<String, Object> map(Object value) {
    return value instanceof Map<?, ?> map ? (Map<String, Object>) map : Map.of();
  }
}
