package dev.shutterhook.localcloud;

import dev.shutterhook.localcloud.template.FunctionResource;
import dev.shutterhook.localcloud.template.Template;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;
import software.amazon.awssdk.services.sqs.SqsClient;

/**
 * DynamoDB, SQS and S3 of this JVM, with the tables, queues and buckets of a SAM template. Safe for
 * use by many threads at once.
 *
 * <pre>{@code
 * try (LocalCloud cloud = LocalCloud.start(template, Map.of(), Storage.inMemory())) {
 *   cloud.sqs().sendMessage(m -> m.queueUrl(cloud.queueUrl("RenderQueue")).messageBody("…"));
 * }
 * }</pre>
 */
public final class LocalCloud implements AutoCloseable {
  private final Emulators emulators;
  private final Template template;

  private LocalCloud(Emulators emulators, Template template) {
    this.emulators = emulators;
    this.template = template;
  }

  /**
   * Starts the emulators and makes what the template describes. With a storage on disk what exists
   * is kept, and messages that were in flight when the last process died are visible again.
   *
   * @param template a SAM template
   * @param parameters values of template parameters, by name; the others take their defaults
   * @throws dev.shutterhook.localcloud.template.TemplateException where the template is wrong or is
   *     not understood
   * @throws LocalCloudException where an emulator does not start, or where the storage was made by
   *     a template with other keys
   */
  public static LocalCloud start(Path template, Map<String, String> parameters, Storage storage) {
    Template read = Template.read(template, parameters);
    Emulators emulators = Emulators.start(read, storage);
    Map<String, String> secrets = Secrets.ensure(read.secrets(), storage);
    return new LocalCloud(emulators, read.running(emulators.sqs().endpoint(), secrets));
  }

  /** The template's functions, their environment resolved to these emulators. */
  public List<FunctionResource> functions() {
    return template.functions();
  }

  public FunctionResource function(String logicalId) {
    return template.function(logicalId);
  }

  public Map<String, String> environment(String functionLogicalId) {
    return template.function(functionLogicalId).environment();
  }

  /** The template as it is resolved here. */
  public Template template() {
    return template;
  }

  public String queueUrl(String logicalId) {
    return sqsEndpoint() + "/" + Template.ACCOUNT_ID + "/" + template.queue(logicalId).name();
  }

  /** What events name as their source. */
  public String queueArn(String logicalId) {
    return "arn:aws:sqs:%s:%s:%s"
        .formatted(Template.REGION, Template.ACCOUNT_ID, template.queue(logicalId).name());
  }

  public String tableName(String logicalId) {
    return template.table(logicalId).name();
  }

  public String bucketName(String logicalId) {
    return template.bucket(logicalId).name();
  }

  public DynamoDbClient dynamoDb() {
    return emulators.dynamoDbClient();
  }

  public SqsClient sqs() {
    return emulators.sqsClient();
  }

  public S3Client s3() {
    return emulators.s3Client();
  }

  public S3Presigner s3Presigner() {
    return emulators.presigner();
  }

  /**
   * Another client of the tables, whose calls somebody watches; it is closed by who asks for it.
   */
  public DynamoDbClient dynamoDb(List<ExecutionInterceptor> watchers) {
    return Clients.dynamoDb(dynamoDbEndpoint(), watchers);
  }

  /** Another client of the queues, as that of {@link #dynamoDb(List)}. */
  public SqsClient sqs(List<ExecutionInterceptor> watchers) {
    return Clients.sqs(sqsEndpoint(), watchers);
  }

  /** Another client of the buckets, as that of {@link #dynamoDb(List)}. */
  public S3Client s3(List<ExecutionInterceptor> watchers) {
    return Clients.s3(s3Endpoint(), watchers);
  }

  public URI dynamoDbEndpoint() {
    return emulators.dynamoDb().endpoint();
  }

  /** A client of another process's DynamoDB, by what its {@link #dynamoDbEndpoint} says. */
  public static DynamoDbClient dynamoDbAt(URI endpoint) {
    return Clients.dynamoDb(endpoint, List.of());
  }

  public URI sqsEndpoint() {
    return emulators.sqs().endpoint();
  }

  public URI s3Endpoint() {
    return emulators.s3().endpoint();
  }

  /** Ends the emulators and the clients; the storage is free again afterwards. */
  @Override
  public void close() {
    emulators.close();
  }
}
