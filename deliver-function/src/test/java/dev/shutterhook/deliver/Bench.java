package dev.shutterhook.deliver;

import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import dev.shutterhook.core.account.WebhookSecretStore;
import dev.shutterhook.core.aws.AwsClients;
import dev.shutterhook.core.capture.Capture;
import dev.shutterhook.core.capture.CaptureRequest;
import dev.shutterhook.core.capture.CaptureStore;
import dev.shutterhook.core.capture.DeliveryCounts;
import dev.shutterhook.core.capture.DeliveryTally;
import dev.shutterhook.core.capture.Origin;
import dev.shutterhook.core.config.Environment;
import dev.shutterhook.core.cost.BilledShare;
import dev.shutterhook.core.dialect.Dialect;
import dev.shutterhook.core.dialect.Dialects;
import dev.shutterhook.core.egress.EgressPolicy;
import dev.shutterhook.core.fixture.CaptureFixture;
import dev.shutterhook.core.fixture.CloudExtension;
import dev.shutterhook.core.fixture.RequestFixture;
import dev.shutterhook.core.fixture.TestClock;
import dev.shutterhook.core.fixture.TestContext;
import dev.shutterhook.core.fixture.permission.RecordedCalls;
import dev.shutterhook.core.id.Id;
import dev.shutterhook.core.id.Ids;
import dev.shutterhook.core.json.Json;
import dev.shutterhook.core.render.Artifact;
import dev.shutterhook.core.render.PageFacts;
import dev.shutterhook.core.render.RenderReport;
import dev.shutterhook.core.render.Timings;
import dev.shutterhook.core.render.Verdict;
import dev.shutterhook.core.seal.SealingKey;
import dev.shutterhook.core.webhook.Attempt;
import dev.shutterhook.core.webhook.Delivery;
import dev.shutterhook.core.webhook.DeliveryStore;
import dev.shutterhook.core.webhook.DeliveryTicket;
import dev.shutterhook.localcloud.LocalCloud;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/**
 * Both functions on the emulators, configured by the template. Real: tables, queues, links,
 * receivers, the guard. Doubles: the clock, and no jitter. Each bench has queues of its own.
 */
public final class Bench {
  private static final Duration TIME = Duration.ofSeconds(30);
  private static final String UNSEEN_SECONDS = "600";

  public final TestClock clock = TestClock.atNow();
  public final AwsClients aws;
  public final CaptureStore captures;
  public final DeliveryStore deliveries;
  public final WebhookSecretStore secrets;
  public final String account = "account-" + UUID.randomUUID();
  public final String deliverQueue;
  public final String deliverDeadLetters;
  public final String outcomeDeadLetters;
  private final LocalCloud cloud;

  public Bench(LocalCloud cloud) {
    this.cloud = cloud;
    this.aws = CloudExtension.clients(cloud);
    this.captures = new CaptureStore(aws.dynamoDb(), cloud.tableName("CapturesTable"));
    this.deliveries = new DeliveryStore(aws.dynamoDb(), cloud.tableName("DeliveriesTable"));
    this.secrets =
        new WebhookSecretStore(
            aws.dynamoDb(),
            cloud.tableName("AccountsTable"),
            new SecureRandom(),
            SealingKey.parse(cloud.environment("DeliverFunction").getOrDefault("SEALING_KEY", "")));
    this.deliverQueue = queue();
    this.deliverDeadLetters = queue();
    this.outcomeDeadLetters = queue();
  }

  /** Where artifacts lie. */
  public String bucket() {
    return cloud.bucketName("ArtifactsBucket");
  }

  public URI dynamoDbEndpoint() {
    return cloud.dynamoDbEndpoint();
  }

  public SettleFunction settle() {
    return new SettleFunction(settleConfig(), settleClients(), clock, Ids.secure());
  }

  /** What SettleFunction speaks to the cloud with. */
  public AwsClients settleClients() {
    return RecordedCalls.of(cloud, "SettleFunction", settleEnvironment());
  }

  public SettleConfig settleConfig() {
    return Environment.read(SettleConfig.class, settleEnvironment());
  }

  private Map<String, String> settleEnvironment() {
    Map<String, String> environment = new HashMap<>(cloud.environment("SettleFunction"));
    environment.put("DELIVER_QUEUE_URL", deliverQueue);
    environment.put("OUTCOME_DEAD_LETTERS_URL", outcomeDeadLetters);
    return environment;
  }

  /** With the template's own schedule, and egress open. */
  public DeliverFunction deliver() {
    return deliver(Map.of());
  }

  public DeliverFunction deliver(Map<String, String> overrides) {
    return new DeliverFunction(
        deliverConfig(overrides), deliverClients(overrides), clock, () -> 0L);
  }

  /** What DeliverFunction speaks to the cloud with. */
  public AwsClients deliverClients(Map<String, String> overrides) {
    return RecordedCalls.of(cloud, "DeliverFunction", deliverEnvironment(overrides));
  }

  public DeliverConfig deliverConfig(Map<String, String> overrides) {
    return Environment.read(DeliverConfig.class, deliverEnvironment(overrides));
  }

  private Map<String, String> deliverEnvironment(Map<String, String> overrides) {
    Map<String, String> environment = new HashMap<>(cloud.environment("DeliverFunction"));
    environment.put("EGRESS_POLICY", "open");
    environment.put("EGRESS_PORTS", "80,443");
    environment.put("DELIVER_QUEUE_URL", deliverQueue);
    // Every host is new here: with one queue for both, its tickets are not handed on first.
    environment.put("CAREFUL_QUEUE_URL", deliverQueue);
    environment.put("DELIVER_DEAD_LETTERS_URL", deliverDeadLetters);
    environment.putAll(overrides);
    return environment;
  }

  /** A capture in the table, queued. */
  public Capture queued(RequestFixture asked) {
    return queued(asked, Dialects.NATIVE);
  }

  private Capture queued(RequestFixture asked, Dialect dialect) {
    return switch (CaptureRequest.read(asked.json(), EgressPolicy.OPEN)) {
      case CaptureRequest.Accepted(var request) -> {
        Ids ids = Ids.secure();
        Capture capture =
            Capture.queued(
                    ids.next(Id.Kind.CAPTURE), account, ids.token(), request, null, clock.instant())
                .by(new Origin(dialect.name(), null, null, null));
        captures.create(List.of(capture), expiresAt());
        yield capture;
      }
      case CaptureRequest.Refused(var faults) -> throw new AssertionError(faults);
    };
  }

  public Instant expiresAt() {
    return Instant.parse("2126-12-01T12:00:00Z");
  }

  /** A delivery to this address whose ticket waits in the queue: what settling leaves behind. */
  public Delivery pending(String url) {
    return pending(url, Dialects.NATIVE);
  }

  /** The same of a capture that came in by another dialect. */
  public Delivery pending(String url, Dialect dialect) {
    Capture capture = queued(RequestFixture.aRequest().with("webhook_url", url), dialect);
    SQSBatchResponse response = invoke(settle(), event(message(rendered(capture))));
    if (!response.getBatchItemFailures().isEmpty()) {
      throw new AssertionError("not settled");
    }
    return tickets().stream()
        .map(message -> Json.read(message.getBody(), DeliveryTicket.class))
        .map(ticket -> deliveries.find(ticket.delivery()).orElseThrow())
        .filter(delivery -> delivery.capture().equals(capture.id()))
        .findFirst()
        .orElseThrow();
  }

  public RenderReport rendered(Capture capture) {
    var format = capture.options().output().formats().getFirst();
    String sha256 = CaptureFixture.SHA256;
    Artifact artifact =
        new Artifact(
            format, Artifact.keyOf(capture.id(), sha256, format), 24_576, 1_280, 800, sha256);
    return new RenderReport.Rendered(
        RenderReport.SCHEMA,
        capture.id(),
        capture.token(),
        clock.instant(),
        clock.instant(),
        List.of(artifact),
        new PageFacts("https://example.com/", 200, "Example \"Domain\" 😀"),
        Verdict.COMPLETE,
        new Timings(12, 80, 30, 25, 9, 160),
        new BilledShare(160, 3_008, 1));
  }

  /** A ticket as it was received: sent and received for real, so that it can be hidden. */
  public SQSMessage ticket(Delivery delivery) {
    String url = deliverQueue;
    aws.sqs()
        .sendMessage(
            s -> s.queueUrl(url).messageBody(Json.write(DeliveryTicket.of(delivery.id()))));
    return tickets().getFirst();
  }

  public List<SQSMessage> tickets() {
    return tickets(deliverQueue);
  }

  /** Tickets as the function is handed them. */
  public List<SQSMessage> tickets(String queueUrl) {
    return receive(queueUrl).stream().map(message -> received(message, queueUrl)).toList();
  }

  /** Everything that is visible in a queue; it is hidden afterwards. */
  public List<Message> receive(String queueUrl) {
    List<Message> all = new ArrayList<>();
    List<Message> some;
    do {
      some =
          aws.sqs()
              .receiveMessage(
                  r ->
                      r.queueUrl(queueUrl)
                          .maxNumberOfMessages(10)
                          .waitTimeSeconds(0)
                          .messageAttributeNames("All"))
              .messages();
      all.addAll(some);
    } while (!some.isEmpty());
    return all;
  }

  public String arn(String queueUrl) {
    return aws.sqs()
        .getQueueAttributes(
            get -> get.queueUrl(queueUrl).attributeNames(QueueAttributeName.QUEUE_ARN))
        .attributes()
        .getOrDefault(QueueAttributeName.QUEUE_ARN, "");
  }

  /** Bodies and reasons of what was buried, as "reason body". */
  public List<String> buried(String queueUrl) {
    return receive(queueUrl).stream()
        .map(
            m ->
                m.messageAttributes().values().stream().findFirst().orElseThrow().stringValue()
                    + " "
                    + m.body())
        .toList();
  }

  /** What was tried, the oldest first. */
  public List<Attempt> attempts(Delivery delivery) {
    return deliveries.history(delivery.id()).orElseThrow().attempts();
  }

  /** How the webhooks of a delivery's capture fare. */
  public DeliveryCounts counts(Delivery delivery) {
    return new DeliveryTally(deliveries).of(captures.find(delivery.capture()).orElseThrow());
  }

  public Delivery again(Delivery delivery) {
    return deliveries.find(delivery.id()).orElseThrow();
  }

  public Capture again(Capture capture) {
    return captures.find(capture.id()).orElseThrow();
  }

  public void forget(Id capture) {
    aws.dynamoDb()
        .deleteItem(
            d ->
                d.tableName(cloud.tableName("CapturesTable"))
                    .key(Map.of("id", AttributeValue.fromS(capture.toString()))));
  }

  public Duration untilNext(Delivery delivery) {
    return Duration.between(
        clock.instant(), java.util.Objects.requireNonNull(again(delivery).nextAttemptAt()));
  }

  /** As the runtime does. */
  public static SQSBatchResponse invoke(
      RequestHandler<SQSEvent, SQSBatchResponse> function, SQSEvent event) {
    return function.handleRequest(event, TestContext.with(TIME));
  }

  public static SQSEvent event(SQSMessage... messages) {
    SQSEvent event = new SQSEvent();
    event.setRecords(List.of(messages));
    return event;
  }

  public static SQSMessage message(Object body) {
    SQSMessage message = new SQSMessage();
    message.setMessageId(UUID.randomUUID().toString());
    message.setReceiptHandle("of-no-queue");
    message.setBody(body instanceof String text ? text : Json.write(body));
    message.setAttributes(Map.of("ApproximateReceiveCount", "1"));
    return message;
  }

  public static List<String> kept(SQSBatchResponse response) {
    return response.getBatchItemFailures().stream()
        .map(SQSBatchResponse.BatchItemFailure::getItemIdentifier)
        .toList();
  }

  public static List<String> ids(SQSMessage... messages) {
    return Stream.of(messages).map(SQSMessage::getMessageId).toList();
  }

  /** A ticket of the queue that each is handled by itself from; it cannot be hidden. */
  public SQSMessage unseen(Delivery delivery) {
    SQSMessage ticket = message(DeliveryTicket.of(delivery.id()));
    ticket.setEventSourceArn(arn(deliverQueue));
    return ticket;
  }

  private SQSMessage received(Message message, String queueUrl) {
    SQSMessage received = message(message.body());
    received.setEventSourceArn(arn(queueUrl));
    received.setReceiptHandle(message.receiptHandle());
    return received;
  }

  public String queue() {
    return aws.sqs()
        .createQueue(
            create ->
                create
                    .queueName("bench-" + UUID.randomUUID())
                    .attributes(Map.of(QueueAttributeName.VISIBILITY_TIMEOUT, UNSEEN_SECONDS)))
        .queueUrl();
  }
}
