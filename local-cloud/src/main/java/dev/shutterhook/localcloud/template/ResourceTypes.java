package dev.shutterhook.localcloud.template;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The resource types that this reader knows, and those that mean nothing on one machine. */
final class ResourceTypes {
  static final String TABLE = "AWS::DynamoDB::Table";
  static final String QUEUE = "AWS::SQS::Queue";
  static final String BUCKET = "AWS::S3::Bucket";
  static final String FUNCTION = "AWS::Serverless::Function";
  static final String HTTP_API = "AWS::Serverless::HttpApi";
  static final String ROLE = "AWS::IAM::Role";
  static final String SECRET = "AWS::SecretsManager::Secret";

  private static final Set<String> CREATED = Set.of(TABLE, QUEUE, BUCKET, FUNCTION, SECRET);

  /**
   * They watch, guard or ship a deployed stack; here they are read, and nothing is made of them.
   */
  private static final Set<String> DEPLOYED_ONLY =
      Set.of(
          HTTP_API,
          "AWS::Serverless::LayerVersion",
          "AWS::CloudWatch::Alarm",
          "AWS::CloudWatch::CompositeAlarm",
          "AWS::CloudWatch::Dashboard",
          "AWS::Lambda::Permission",
          "AWS::Lambda::EventInvokeConfig",
          "AWS::Scheduler::ScheduleGroup",
          "AWS::SQS::QueuePolicy",
          "AWS::S3::BucketPolicy");

  private static final List<String> DEPLOYED_ONLY_FAMILIES =
      List.of("AWS::Logs::", "AWS::IAM::", "AWS::Events::", "AWS::KMS::", "AWS::SNS::");

  private ResourceTypes() {}

  static boolean known(String type) {
    return CREATED.contains(type) || deployedOnly(type);
  }

  static boolean deployedOnly(String type) {
    return DEPLOYED_ONLY.contains(type)
        || DEPLOYED_ONLY_FAMILIES.stream().anyMatch(type::startsWith);
  }

  /** Resources that SAM makes without being told: a function's role, the HTTP API of its events. */
  static Optional<Declaration> madeBySam(
      String logicalId, Map<String, Declaration> declared, Where where) {
    if (logicalId.equals("ServerlessHttpApi")) {
      return Optional.of(made(logicalId, HTTP_API, where));
    }
    if (logicalId.endsWith("Role")) {
      String owner = logicalId.substring(0, logicalId.length() - "Role".length());
      Declaration function = declared.get(owner);
      if (function != null && function.type().equals(FUNCTION)) {
        return Optional.of(made(logicalId, ROLE, where));
      }
    }
    return Optional.empty();
  }

  private static Declaration made(String logicalId, String type, Where where) {
    return new Declaration(logicalId, type, Map.of(), Map.of(), where);
  }
}
