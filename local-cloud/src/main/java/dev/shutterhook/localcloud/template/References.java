package dev.shutterhook.localcloud.template;

import java.net.URI;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What {@code !Ref} and {@code !GetAtt} of this template's parameters and resources stand for. */
final class References {
  /** The property that names a resource, for the types that exist on one machine. */
  private static final Map<String, String> NAME_PROPERTIES =
      Map.of(
          ResourceTypes.TABLE, "TableName",
          ResourceTypes.QUEUE, "QueueName",
          ResourceTypes.BUCKET, "BucketName",
          ResourceTypes.FUNCTION, "FunctionName",
          ResourceTypes.SECRET, "Name");

  private static final Set<String> REF_IS_ARN =
      Set.of("AWS::SNS::Topic", "AWS::Serverless::LayerVersion", ResourceTypes.SECRET);

  private final Map<String, Object> parameters;
  private final Map<String, Declaration> declarations;
  private final URI sqsEndpoint;
  private final Set<String> beingNamed = new LinkedHashSet<>();
  private @Nullable Resolver resolver;

  References(
      Map<String, Object> parameters, Map<String, Declaration> declarations, URI sqsEndpoint) {
    this.parameters = parameters;
    this.declarations = declarations;
    this.sqsEndpoint = sqsEndpoint;
  }

  /** Closes the circle: a resource's name may itself be an intrinsic. */
  void resolveWith(Resolver values) {
    this.resolver = values;
  }

  Object ref(String name, Where where) {
    String pseudo = Pseudo.VALUES.get(name);
    if (pseudo != null) {
      return pseudo;
    }
    Object parameter = parameters.get(name);
    if (parameter != null) {
      return parameter;
    }
    if (name.endsWith(".Version") || name.endsWith(".Alias")) {
      return attribute(name.substring(0, name.lastIndexOf('.')), "Arn", where) + ":live";
    }
    Declaration target = target(name, where);
    if (target.type().equals(ResourceTypes.QUEUE)) {
      return queueUrl(name(target));
    }
    return REF_IS_ARN.contains(target.type()) ? arn(target) : name(target);
  }

  Object attribute(String logicalId, String attribute, Where where) {
    Declaration target = target(logicalId, where);
    return switch (target.type() + " " + attribute) {
      case "AWS::SQS::Queue QueueName" -> name(target);
      case "AWS::SQS::Queue QueueUrl" -> queueUrl(name(target));
      case "AWS::DynamoDB::Table StreamArn" -> arn(target) + "/stream/local";
      case "AWS::S3::Bucket DomainName", "AWS::S3::Bucket RegionalDomainName" ->
          name(target) + ".s3.amazonaws.com";
      case "AWS::Serverless::HttpApi ApiEndpoint" ->
          "https://" + name(target) + ".execute-api." + Pseudo.REGION + ".amazonaws.com";
      case "AWS::KMS::Key KeyId" -> name(target);
      case "AWS::SNS::Topic TopicArn" -> arn(target);
      default -> {
        if (!attribute.equals("Arn")) {
          throw where.fault(
              "the attribute " + attribute + " of " + target.type() + " is not understood");
        }
        yield arn(target);
      }
    };
  }

  /** The name that a resource has here: its own, or one made of the stack's and its logical id. */
  String name(Declaration target) {
    String property = NAME_PROPERTIES.getOrDefault(target.type(), "Name");
    Object given = target.properties().get(property);
    if (given == null || !NAME_PROPERTIES.containsKey(target.type())) {
      String made = Pseudo.STACK + "-" + target.logicalId();
      return target.type().equals(ResourceTypes.BUCKET) ? made.toLowerCase(Locale.ROOT) : made;
    }
    Where where = target.where().at(property);
    if (resolver == null || !beingNamed.add(target.logicalId())) {
      throw where.fault("names go round in a circle: " + beingNamed);
    }
    try {
      return Properties.plain(resolver.resolve(given, where).orElse(""), where);
    } finally {
      beingNamed.remove(target.logicalId());
    }
  }

  private String queueUrl(String queueName) {
    return sqsEndpoint + "/" + Pseudo.ACCOUNT + "/" + queueName;
  }

  private String arn(Declaration target) {
    String name = name(target);
    return switch (target.type()) {
      case ResourceTypes.TABLE -> Pseudo.arn("dynamodb", "table/" + name);
      case ResourceTypes.BUCKET -> "arn:" + Pseudo.PARTITION + ":s3:::" + name;
      case ResourceTypes.FUNCTION -> Pseudo.arn("lambda", "function:" + name);
      case ResourceTypes.ROLE ->
          "arn:" + Pseudo.PARTITION + ":iam::" + Pseudo.ACCOUNT + ":role/" + name;
      default -> Pseudo.arn(target.type().split("::", -1)[1].toLowerCase(Locale.ROOT), name);
    };
  }

  private Declaration target(String logicalId, Where where) {
    Declaration target = declarations.get(logicalId);
    if (target != null) {
      return target;
    }
    return ResourceTypes.madeBySam(logicalId, declarations, where)
        .orElseThrow(() -> where.fault("nothing in this template is called " + logicalId));
  }
}
