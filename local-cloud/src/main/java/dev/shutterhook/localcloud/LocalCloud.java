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
 * DynamoDB, SQS and S3, of this JVM or of an emulator elsewhere, with the tables, queues and
 * buckets of a SAM template. Safe for use by many threads at once.
 *
 * <pre>{@code
 * try (LocalCloud cloud = LocalCloud.start(template, Map.of(), Storage.inMemory())) {
 *   cloud.sqs().sendMessage(m -> m.queueUrl(cloud.queueUrl("RenderQueue")).messageBody("…"));
 * }
 * }</pre>
 */
public final class LocalCloud implements AutoCloseable {
  private final Services services;
  private final Template template;

  private LocalCloud(Services services, Template template) {
    this.services = services;
    this.template = template;
  }

  /**
   * Makes what the template describes, in emulators that it starts or in services that run already.
   * What exists is kept; with a storage on disk, messages that were in flight when the last process
   * died are visible again.
   *
   * @param template a SAM template
   * @param parameters values of template parameters, by name; the others take their defaults
   * @throws dev.shutterhook.localcloud.template.TemplateException where the template is wrong or is
   *     not understood
   * @throws LocalCloudException where an emulator does not start, or where the tables that exist
   *     were made by a template with other keys
   * @throws software.amazon.awssdk.core.exception.SdkException where services that should run
   *     already do not answer, or refuse
   */
  public static LocalCloud start(Path template, Map<String, String> parameters, Backing backing) {
    Template read = Template.read(template, parameters);
    Services services = Services.behind(backing, read);
    Endpoints endpoints = services.endpoints();
    Map<String, String> secrets = Secrets.ensure(read.secrets(), endpoints.secrets());
    return new LocalCloud(services, read.running(endpoints.sqs(), secrets));
  }

  /** The template's functions, their environment resolved to these services. */
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
    return services.dynamoDb();
  }

  public SqsClient sqs() {
    return services.sqs();
  }

  public S3Client s3() {
    return services.s3();
  }

  public S3Presigner s3Presigner() {
    return services.presigner();
  }

  /**
   * Another client of the tables, whose calls somebody watches; it is closed by who asks for it.
   */
  public DynamoDbClient dynamoDb(List<ExecutionInterceptor> watchers) {
    return watched(watchers).dynamoDb(dynamoDbEndpoint());
  }

  /** Another client of the queues, as that of {@link #dynamoDb(List)}. */
  public SqsClient sqs(List<ExecutionInterceptor> watchers) {
    return watched(watchers).sqs(sqsEndpoint());
  }

  /** Another client of the buckets, as that of {@link #dynamoDb(List)}. */
  public S3Client s3(List<ExecutionInterceptor> watchers) {
    return watched(watchers).s3(s3Endpoint());
  }

  private Clients watched(List<ExecutionInterceptor> watchers) {
    return new Clients(services.endpoints().credentials(), watchers);
  }

  public URI dynamoDbEndpoint() {
    return services.endpoints().dynamoDb();
  }

  /** A client of another process's DynamoDB, by what its {@link #dynamoDbEndpoint} says. */
  public static DynamoDbClient dynamoDbAt(URI endpoint) {
    return new Clients(LocalAccess.CREDENTIALS).dynamoDb(endpoint);
  }

  public URI sqsEndpoint() {
    return services.endpoints().sqs();
  }

  public URI s3Endpoint() {
    return services.endpoints().s3();
  }

  /** Ends the clients and the emulators that it started; their storage is free again afterwards. */
  @Override
  public void close() {
    services.close();
  }
}
