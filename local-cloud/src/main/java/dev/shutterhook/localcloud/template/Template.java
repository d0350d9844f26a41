package dev.shutterhook.localcloud.template;

import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A SAM template with its conditions, globals and intrinsics resolved. Nothing is skipped: an
 * intrinsic, a reference, a resource type, an event type or a property that matters and is not
 * understood is a {@link TemplateException}. Immutable.
 *
 * <pre>{@code
 * Template template = Template.read(Path.of("template.yaml"), Map.of("EgressPolicy", "strict"));
 * Duration visibility = template.queue("RenderQueue").visibilityTimeout();
 * }</pre>
 */
public final class Template {
  /** What {@code AWS::Region} is on one machine. */
  public static final String REGION = Pseudo.REGION;

  /** What {@code AWS::AccountId} is on one machine. */
  public static final String ACCOUNT_ID = Pseudo.ACCOUNT;

  private static final URI AWS_SQS = URI.create("https://sqs." + Pseudo.REGION + ".amazonaws.com");

  private static final Set<String> SECTIONS =
      Set.of(
          "Parameters", "Mappings", "Conditions", "Globals", "Resources", "Outputs", "Transform");

  /** They describe or check the template itself. */
  private static final Set<String> DEPLOY_ONLY_SECTIONS =
      Set.of("AWSTemplateFormatVersion", "Description", "Metadata", "Rules");

  private final Properties sections;
  private final Map<String, String> given;
  private final List<Resource> resources;
  private final TypedResources typed;
  private final Map<String, Object> outputs;

  private Template(
      Properties sections,
      Map<String, String> given,
      URI sqsEndpoint,
      Map<String, String> secrets) {
    this.sections = sections;
    this.given = given;
    Scope scope = Scope.of(sections, given, sqsEndpoint);
    this.resources = List.copyOf(resources(scope, sections.child("Globals")));
    this.typed = TypedResources.of(resources, scope, secrets);
    this.outputs = outputs(scope, sections.child("Outputs"));
  }

  /** Reads a template whose parameters all have defaults. */
  public static Template read(Path file) {
    return read(file, Map.of());
  }

  /**
   * Reads a template.
   *
   * @param parameters values that replace the parameters' defaults
   * @throws TemplateException for a parameter that is unknown, or that has neither value nor
   *     default, and for everything that is not understood
   */
  public static Template read(Path file, Map<String, String> parameters) {
    Properties sections = new Properties(YamlReader.read(file), Where.of(file, ""));
    sections.allow(SECTIONS, DEPLOY_ONLY_SECTIONS);
    String transform = sections.text("Transform").orElse("AWS::Serverless-2016-10-31");
    if (!transform.equals("AWS::Serverless-2016-10-31")) {
      throw sections.where().at("Transform").fault(transform + " is not understood");
    }
    return new Template(sections, Map.copyOf(parameters), AWS_SQS, Map.of());
  }

  /**
   * The same template as it is where something runs.
   *
   * @param sqsEndpoint where its queues live
   * @param secrets the texts of its secrets, by logical id
   */
  public Template running(URI sqsEndpoint, Map<String, String> secrets) {
    return new Template(sections, given, sqsEndpoint, secrets);
  }

  /** Every resource whose condition holds, in the template's order. */
  public List<Resource> resources() {
    return resources;
  }

  /** The resources of one type, such as {@code AWS::CloudWatch::Alarm}. */
  public List<Resource> resources(String type) {
    return resources.stream().filter(resource -> resource.type().equals(type)).toList();
  }

  public List<TableResource> tables() {
    return List.copyOf(typed.tables().values());
  }

  public List<QueueResource> queues() {
    return List.copyOf(typed.queues().values());
  }

  public List<BucketResource> buckets() {
    return List.copyOf(typed.buckets().values());
  }

  public List<FunctionResource> functions() {
    return List.copyOf(typed.functions().values());
  }

  public List<SecretResource> secrets() {
    return List.copyOf(typed.secrets().values());
  }

  public TableResource table(String logicalId) {
    return named(typed.tables(), logicalId);
  }

  public QueueResource queue(String logicalId) {
    return named(typed.queues(), logicalId);
  }

  public BucketResource bucket(String logicalId) {
    return named(typed.buckets(), logicalId);
  }

  public FunctionResource function(String logicalId) {
    return named(typed.functions(), logicalId);
  }

  /** The outputs' values by name, of those whose condition holds. */
  public Map<String, Object> outputs() {
    return outputs;
  }

  private static <T> T named(Map<String, T> resources, String logicalId) {
    T resource = resources.get(logicalId);
    if (resource == null) {
      throw new IllegalArgumentException(
          "the template has no " + logicalId + " of this kind, only " + resources.keySet());
    }
    return resource;
  }

  private static List<Resource> resources(Scope scope, Properties globals) {
    Map<String, Object> functionGlobals = globals.child("Function").values();
    List<Resource> resources = new ArrayList<>();
    for (Declaration declaration : scope.declarations().values()) {
      Map<String, Object> raw =
          declaration.type().equals(ResourceTypes.FUNCTION)
              ? Globals.merge(functionGlobals, declaration.properties())
              : declaration.properties();
      Properties resolved = scope.resolver().properties(raw, declaration.where());
      resources.add(
          new Resource(
              declaration.logicalId(),
              declaration.type(),
              resolved.values(),
              declaration.attributes()));
    }
    return resources;
  }

  private static Map<String, Object> outputs(Scope scope, Properties outputs) {
    Map<String, Object> values = new LinkedHashMap<>();
    for (String name : outputs.values().keySet()) {
      Properties output = outputs.child(name);
      if (scope.holds(output)) {
        Object raw = output.values().getOrDefault("Value", "");
        scope
            .resolver()
            .resolve(raw, output.where().at("Value"))
            .ifPresent(v -> values.put(name, v));
      }
    }
    return Map.copyOf(values);
  }
}
