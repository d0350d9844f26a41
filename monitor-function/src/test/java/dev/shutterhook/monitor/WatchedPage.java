package dev.shutterhook.monitor;

import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import dev.shutterhook.core.aws.AwsClients;
import dev.shutterhook.core.capture.Capture;
import dev.shutterhook.core.capture.CaptureStatus;
import dev.shutterhook.core.capture.CaptureStore;
import dev.shutterhook.core.capture.Origin;
import dev.shutterhook.core.config.Environment;
import dev.shutterhook.core.fixture.CloudExtension;
import dev.shutterhook.core.fixture.RequestFixture;
import dev.shutterhook.core.fixture.TestClock;
import dev.shutterhook.core.fixture.TestContext;
import dev.shutterhook.core.fixture.permission.RecordedCalls;
import dev.shutterhook.core.hash.Sha256;
import dev.shutterhook.core.id.Id;
import dev.shutterhook.core.id.Ids;
import dev.shutterhook.core.json.Json;
import dev.shutterhook.core.monitor.CompareOrder;
import dev.shutterhook.core.monitor.Monitor;
import dev.shutterhook.core.monitor.MonitorRun;
import dev.shutterhook.core.monitor.MonitorState;
import dev.shutterhook.core.monitor.MonitorStore;
import dev.shutterhook.core.monitor.RunState;
import dev.shutterhook.core.monitor.RunStore;
import dev.shutterhook.core.options.Format;
import dev.shutterhook.core.render.Artifact;
import dev.shutterhook.core.render.Failure;
import dev.shutterhook.core.render.FailureCode;
import dev.shutterhook.core.render.Masked;
import dev.shutterhook.core.render.PageFacts;
import dev.shutterhook.core.render.Timings;
import dev.shutterhook.core.render.Verdict;
import dev.shutterhook.core.table.Transaction;
import dev.shutterhook.core.webhook.Delivery;
import dev.shutterhook.core.webhook.DeliveryStore;
import dev.shutterhook.core.webhook.DeliveryTicket;
import dev.shutterhook.localcloud.LocalCloud;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.sqs.model.Message;

/**
 * A monitor on the emulators, and what its page looks like from run to run: captures are put into
 * table and bucket as the renderer and SettleFunction leave them. Each has queues of its own.
 */
final class WatchedPage {
  static final Duration BETWEEN = Duration.ofMinutes(15);

  final TestClock clock = TestClock.atNow();
  final AwsClients aws;
  final MonitorStore monitors;
  final RunStore runs;
  final String deadLetters;
  private final LocalCloud cloud;
  private final CaptureStore captures;
  private final DeliveryStore deliveries;
  private final String tickets;
  private final CompareFunction compare;
  private final Id id;
  private List<Masked> masks = List.of();

  WatchedPage(LocalCloud cloud, Monitor monitor) {
    this.cloud = cloud;
    this.aws = CloudExtension.clients(cloud);
    this.monitors = new MonitorStore(aws.dynamoDb(), cloud.tableName("MonitorsTable"));
    this.runs = new RunStore(aws.dynamoDb(), cloud.tableName("MonitorsTable"));
    this.captures = new CaptureStore(aws.dynamoDb(), cloud.tableName("CapturesTable"));
    this.deliveries = new DeliveryStore(aws.dynamoDb(), cloud.tableName("DeliveriesTable"));
    this.tickets = queue();
    this.deadLetters = queue();
    Map<String, String> environment = new HashMap<>(cloud.environment("CompareFunction"));
    environment.put("DELIVER_QUEUE_URL", tickets);
    environment.put("COMPARE_DEAD_LETTERS_URL", deadLetters);
    this.compare =
        new CompareFunction(
            Environment.read(CompareConfig.class, environment),
            RecordedCalls.of(cloud, "CompareFunction", environment),
            clock,
            Ids.secure());
    this.id = monitor.id();
    Transaction.write(aws.dynamoDb(), List.of(monitors.creating(monitor)));
  }

  private String queue() {
    return aws.sqs().createQueue(create -> create.queueName("q-" + UUID.randomUUID())).queueUrl();
  }

  Monitor monitor() {
    return monitors.find(id).orElseThrow();
  }

  /** Somebody wants no more scheduled runs. */
  void pause() {
    Monitor now = monitor();
    Monitor paused =
        new Monitor(
            now.id(),
            now.account(),
            now.key(),
            now.settings(),
            now.identity(),
            MonitorState.PAUSED,
            Monitor.Pause.REQUESTED,
            null,
            now.progress(),
            now.createdAt(),
            clock.instant());
    if (!monitors.change(paused, now)) {
      throw new AssertionError("not paused");
    }
  }

  /** From now on the renderer says that of the masks. */
  WatchedPage masking(Masked... now) {
    masks = List.of(now);
    return this;
  }

  /** A run that is due now. */
  MonitorRun begun() {
    Instant now = clock.instant();
    MonitorRun run = MonitorRun.begun(id, monitor().account(), now, now.plus(Duration.ofDays(30)));
    Transaction.write(aws.dynamoDb(), List.of(runs.creating(run, now)));
    return run;
  }

  /** A run of that id, whatever its time. */
  void begun(Id run) {
    Instant now = clock.instant();
    MonitorRun begun =
        new MonitorRun(
            run,
            id,
            monitor().account(),
            now,
            RunState.PENDING,
            null,
            null,
            List.of(),
            null,
            false,
            null,
            now.plus(Duration.ofDays(30)));
    Transaction.write(aws.dynamoDb(), List.of(runs.creating(begun, now)));
  }

  /** What a run comes to that sees this; the next one is due a while later. */
  MonitorRun sees(Canvas page) {
    MonitorRun run = begun();
    show(run, run.capture(), page);
    clock.forward(BETWEEN);
    return run(run);
  }

  /** What it comes to when that is seen at the second look. */
  MonitorRun seesAgain(MonitorRun confirming, Canvas page) {
    show(confirming, confirming.confirmation(), page);
    return run(confirming);
  }

  /** What a run comes to whose capture fails. */
  MonitorRun fails() {
    MonitorRun run = begun();
    Failure failure = Failure.of(FailureCode.TIMEOUT);
    store(ended(run.capture(), List.of(), failure));
    order(run, run.capture());
    clock.forward(BETWEEN);
    return run(run);
  }

  MonitorRun run(MonitorRun run) {
    return runs.find(run.id()).orElseThrow();
  }

  /** Puts a capture that shows this, and has it compared. */
  void show(MonitorRun run, Id capture, Canvas page) {
    Artifact png = put(capture, Format.PNG, page.png());
    Artifact text = put(capture, Format.TEXT, page.text().getBytes(StandardCharsets.UTF_8));
    Artifact sized =
        new Artifact(
            Format.PNG, png.key(), png.sizeBytes(), page.width(), page.height(), png.sha256());
    store(ended(capture, List.of(sized, text), null));
    order(run, capture);
  }

  /** Hands the function an order for that. */
  void order(MonitorRun run, Id capture) {
    SQSBatchResponse response =
        handle(Json.write(new CompareOrder(CompareOrder.SCHEMA, run.id(), capture)));
    if (!response.getBatchItemFailures().isEmpty()) {
      throw new AssertionError("kept");
    }
  }

  SQSBatchResponse handle(String body) {
    SQSMessage message = new SQSMessage();
    message.setMessageId(UUID.randomUUID().toString());
    message.setBody(body);
    message.setAttributes(Map.of());
    SQSEvent event = new SQSEvent();
    event.setRecords(List.of(message));
    return compare.handleRequest(event, TestContext.with(Duration.ofMinutes(2)));
  }

  /** What lies in the dead letters. */
  List<String> buried() {
    return aws
        .sqs()
        .receiveMessage(r -> r.queueUrl(deadLetters).maxNumberOfMessages(10).waitTimeSeconds(0))
        .messages()
        .stream()
        .map(Message::body)
        .toList();
  }

  private Artifact put(Id capture, Format format, byte[] bytes) {
    String sha256 = Sha256.hex(new String(bytes, StandardCharsets.ISO_8859_1));
    String key = Artifact.keyOf(capture, sha256, format);
    aws.s3().putObject(put -> put.bucket(bucket()).key(key), RequestBody.fromBytes(bytes));
    return new Artifact(format, key, bytes.length, null, null, sha256);
  }

  private Capture ended(Id capture, List<Artifact> artifacts, @Nullable Failure failure) {
    Instant now = clock.instant();
    boolean completed = failure == null;
    Capture queued =
        Capture.queued(
            capture, monitor().account(), "token", RequestFixture.aRequest().accepted(), null, now);
    return new Capture(
        capture,
        queued.account(),
        "token",
        completed ? CaptureStatus.COMPLETED : CaptureStatus.FAILED,
        queued.options(),
        null,
        null,
        queued.metadata(),
        now,
        now,
        now,
        artifacts,
        completed ? new PageFacts("https://example.com/", 200, "Example", masks) : null,
        completed ? Verdict.COMPLETE : null,
        completed ? Timings.NONE : null,
        failure,
        List.of(),
        Origin.UNKNOWN);
  }

  private void store(Capture ended) {
    Instant expiresAt = clock.instant().plus(Duration.ofDays(30));
    Transaction.write(aws.dynamoDb(), List.of(captures.creatingEnded(ended, expiresAt)));
  }

  String bucket() {
    return cloud.bucketName("ArtifactsBucket");
  }

  /** An object's bytes; empty where there is none. */
  Optional<byte[]> stored(String key) {
    boolean there =
        aws.s3().listObjectsV2(list -> list.bucket(bucket()).prefix(key)).contents().stream()
            .anyMatch(object -> object.key().equals(key));
    return there
        ? Optional.of(aws.s3().getObjectAsBytes(get -> get.bucket(bucket()).key(key)).asByteArray())
        : Optional.empty();
  }

  /** What is kept to be compared with. */
  List<String> kept() {
    return aws
        .s3()
        .listObjectsV2(list -> list.bucket(bucket()).prefix("baselines/" + id + "/"))
        .contents()
        .stream()
        .map(object -> object.key())
        .toList();
  }

  /** What people are told since the last time, in the order of their tickets. */
  List<Delivery> told() {
    List<Message> all = new ArrayList<>();
    List<Message> some;
    do {
      some =
          aws.sqs()
              .receiveMessage(r -> r.queueUrl(tickets).maxNumberOfMessages(10).waitTimeSeconds(0))
              .messages();
      all.addAll(some);
    } while (!some.isEmpty());
    return all.stream()
        .map(message -> Json.read(message.body(), DeliveryTicket.class).delivery())
        .flatMap(delivery -> Stream.of(deliveries.find(delivery).orElseThrow()))
        .toList();
  }

  /** The names of the events that people are told since the last time. */
  List<String> events() {
    return told().stream().map(delivery -> delivery.type().code()).sorted().toList();
  }
}
