package dev.shutterhook.render;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import dev.shutterhook.core.aws.RenderClients;
import dev.shutterhook.core.capture.CancelMarkStore;
import dev.shutterhook.core.config.Environment;
import dev.shutterhook.core.id.Id;
import dev.shutterhook.core.id.Ids;
import dev.shutterhook.core.json.Json;
import dev.shutterhook.core.log.EventLog;
import dev.shutterhook.core.render.Artifact;
import dev.shutterhook.core.render.FailureCode;
import dev.shutterhook.core.render.RenderOrder;
import dev.shutterhook.core.render.RenderReport;
import dev.shutterhook.core.render.RenderReport.RenderFailed;
import dev.shutterhook.core.render.RenderReport.Rendered;
import dev.shutterhook.core.render.RenderReport.Started;
import dev.shutterhook.localcloud.LocalCloud;
import dev.shutterhook.localcloud.Storage;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.core.ResponseBytes;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;

/**
 * Real: Chromium, the guard (open), S3 and SQS emulators shaped by the template. Double: the
 * runtime, which this class plays by receiving messages and handing them over.
 */
class RenderFunctionTest {
  private static NamedPages pages;
  private static LocalCloud cloud;
  private static RenderFunction function;

  private final Ids ids = Ids.secure();

  @BeforeAll
  static void open() {
    pages = NamedPages.open();
    Path root = Path.of(Objects.requireNonNull(System.getProperty("shutterhook.root")));
    cloud = LocalCloud.start(root.resolve("template.yaml"), Map.of(), Storage.inMemory());
    function = functionWith(FoundChromium.program().toString());
  }

  private static RenderFunction functionWith(String chromium) {
    Map<String, String> variables = new HashMap<>(cloud.environment("RenderFunction"));
    variables.put("CHROMIUM", chromium);
    variables.put("EGRESS_POLICY", "open");
    variables.put("EGRESS_PORTS", "80,443");
    variables.put("RENDER_RETRY_WAITS", "0s,0s");
    RenderClients aws = new RenderClients(cloud.sqs(), cloud.s3());
    return new RenderFunction(Environment.read(RenderConfig.class, variables), aws);
  }

  @AfterAll
  static void close() {
    function.close();
    cloud.close();
    pages.close();
  }

  @AfterEach
  void emptyQueues() {
    for (String queue : List.of("RenderQueue", "OutcomeQueue", "RenderDeadLetters")) {
      cloud.sqs().purgeQueue(purge -> purge.queueUrl(cloud.queueUrl(queue)));
    }
  }

  private RenderOrder order(Captures captures) {
    return new RenderOrder(
        RenderOrder.SCHEMA,
        ids.next(Id.Kind.CAPTURE),
        ids.token(),
        Instant.now(),
        captures.options(),
        null,
        null);
  }

  private static void send(Object... orders) {
    for (Object order : orders) {
      String body = order instanceof String text ? text : Json.write(order);
      cloud.sqs().sendMessage(s -> s.queueUrl(cloud.queueUrl("RenderQueue")).messageBody(body));
    }
  }

  /** Receives what is there, as an event source does, and hands it over. */
  private static SQSBatchResponse invoke(int messages, Duration left) {
    return invoke(function, messages, left);
  }

  private static SQSBatchResponse invoke(RenderFunction function, int messages, Duration left) {
    List<SQSMessage> received = new ArrayList<>();
    await()
        .atMost(Duration.ofSeconds(10))
        .until(
            () -> {
              received.addAll(
                  receive("RenderQueue").stream().map(RenderFunctionTest::asEvent).toList());
              return received.size() >= messages;
            });
    SQSEvent event = new SQSEvent();
    event.setRecords(received);
    SQSBatchResponse answer = function.handleRequest(event, new TestContext(left));
    List<String> kept =
        answer.getBatchItemFailures().stream()
            .map(SQSBatchResponse.BatchItemFailure::getItemIdentifier)
            .toList();
    for (SQSMessage message : received) {
      if (!kept.contains(message.getMessageId())) {
        cloud
            .sqs()
            .deleteMessage(
                d ->
                    d.queueUrl(cloud.queueUrl("RenderQueue"))
                        .receiptHandle(message.getReceiptHandle()));
      }
    }
    return answer;
  }

  private static List<Message> receive(String queue) {
    return cloud
        .sqs()
        .receiveMessage(
            r ->
                r.queueUrl(cloud.queueUrl(queue))
                    .maxNumberOfMessages(10)
                    .waitTimeSeconds(0)
                    .messageSystemAttributeNames(MessageSystemAttributeName.ALL))
        .messages();
  }

  private static SQSMessage asEvent(Message message) {
    SQSMessage event = new SQSMessage();
    event.setMessageId(message.messageId());
    event.setReceiptHandle(message.receiptHandle());
    event.setBody(message.body());
    event.setAttributes(message.attributesAsStrings());
    return event;
  }

  private static <T extends RenderReport> List<T> reports(Class<T> type, int atLeast) {
    List<T> all = new ArrayList<>();
    await()
        .atMost(Duration.ofSeconds(10))
        .until(
            () -> {
              receive("OutcomeQueue").stream()
                  .map(message -> Json.read(message.body(), RenderReport.class))
                  .filter(type::isInstance)
                  .map(type::cast)
                  .forEach(all::add);
              return all.size() >= atLeast;
            });
    return all;
  }

  @Test
  void putsThePictureUnderItsContentsNameAndReportsIt() {
    RenderOrder order = order(Captures.of(pages.url("small")));
    send(order);
    assertEquals(List.of(), invoke(1, Duration.ofMinutes(5)).getBatchItemFailures());
    Rendered rendered = reports(Rendered.class, 1).getFirst();
    assertEquals(order.capture(), rendered.capture());
    assertEquals(order.token(), rendered.token());
    Artifact artifact = rendered.artifacts().getFirst();
    assertEquals(
        Artifact.keyOf(order.capture(), artifact.sha256(), artifact.format()), artifact.key());
    ResponseBytes<GetObjectResponse> object = stored(artifact);
    assertEquals("image/png", object.response().contentType());
    assertNull(object.response().contentDisposition());
    assertEquals(artifact.sizeBytes(), object.asByteArray().length);
    assertEquals(1_280, artifact.width());
    assertTrue(rendered.timings().totalMs() >= rendered.timings().shotMs());
  }

  private static ResponseBytes<GetObjectResponse> stored(Artifact artifact) {
    return cloud
        .s3()
        .getObjectAsBytes(g -> g.bucket(cloud.bucketName("ArtifactsBucket")).key(artifact.key()));
  }

  @Test
  void storesEveryFormatOfOnePageAndStrangersMarkupToBeSavedNotOpened() {
    List<String> formats = List.of("html", "mhtml", "pdf", "png", "text");
    send(order(Captures.of(pages.url("small")).with("format", formats)));
    assertEquals(List.of(), invoke(1, Duration.ofMinutes(5)).getBatchItemFailures());
    List<Artifact> artifacts = reports(Rendered.class, 1).getFirst().artifacts();
    assertEquals(
        List.of("html", "mhtml", "pdf", "png", "txt"),
        artifacts.stream().map(a -> a.format().extension()).toList());
    assertEquals(
        "text/plain;charset=utf-8",
        stored(artifacts.getLast()).response().contentType().replace(" ", ""));
    assertEquals(
        Arrays.asList("attachment", "attachment", null, null, null),
        artifacts.stream().map(a -> stored(a).response().contentDisposition()).toList());
  }

  @Test
  void worksOnABatchAndSaysOfWhatTakesLongThatItBegan() {
    RenderOrder slow = order(Captures.of(pages.url("small")).with("delay", 4));
    RenderOrder download = order(Captures.of(pages.url("download")));
    RenderOrder small = order(Captures.of(pages.url("small")));
    send(slow, download, small);
    assertEquals(List.of(), invoke(3, Duration.ofMinutes(5)).getBatchItemFailures());
    List<RenderReport> reports = reports(RenderReport.class, 4);
    assertEquals(
        1, reports.stream().filter(report -> began(report, slow)).count(), reports.toString());
    assertEquals(2, reports.stream().filter(Rendered.class::isInstance).count());
    RenderFailed failed =
        reports.stream()
            .filter(RenderFailed.class::isInstance)
            .map(RenderFailed.class::cast)
            .findFirst()
            .orElseThrow();
    assertEquals(FailureCode.NOT_A_PAGE, failed.failure().code());
  }

  private static boolean began(RenderReport report, RenderOrder order) {
    return report instanceof Started started && started.capture().equals(order.capture());
  }

  @Test
  void dropsACanceledOrderWithoutAWordOfItsEnd() {
    RenderOrder canceled = order(Captures.of(pages.url("small")));
    RenderOrder wanted = order(Captures.of(pages.url("small")));
    String bucket = cloud.bucketName("ArtifactsBucket");
    new CancelMarkStore(cloud.s3(), bucket).put(canceled.capture());
    send(canceled, wanted);
    assertEquals(List.of(), invoke(2, Duration.ofMinutes(5)).getBatchItemFailures());
    List<RenderReport> reports = reports(RenderReport.class, 1);
    assertEquals(
        List.of(wanted.capture()),
        reports.stream()
            .filter(RenderReport.RenderOutcome.class::isInstance)
            .map(RenderReport::capture)
            .toList());
    String folder = Artifact.folderOf(canceled.capture());
    assertEquals(
        0, cloud.s3().listObjectsV2(list -> list.bucket(bucket).prefix(folder)).contents().size());
  }

  /** It may be in vain, and that is the lesser harm. */
  @Test
  void rendersAsOrderedWhereTheBucketDoesNotSayWhetherItIsCanceled() {
    try (S3Client nobody =
        S3Client.builder()
            .endpointOverride(URI.create("http://127.0.0.1:1"))
            .region(Region.EU_CENTRAL_1)
            .credentialsProvider(AnonymousCredentialsProvider.create())
            .build()) {
      ByteArrayOutputStream said = new ByteArrayOutputStream();
      EventLog log = new EventLog(new PrintStream(said), InstantSource.system());
      Cancellations cancellations = new Cancellations(new CancelMarkStore(nobody, "b"), log);
      RenderOrder order = order(Captures.of(pages.url("small")));
      assertFalse(cancellations.look(List.of(order)).canceled(order));
      assertTrue(said.toString(StandardCharsets.UTF_8).contains("render.mark_not_read"));
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void triesARetryableFailureTwiceAgainBeforeItIsFinal() {
    send(order(Captures.of("http://shutterhook.invalid/")));
    for (int i = 1; i < Desk.MAX_RECEIVES; i++) {
      assertEquals(1, invoke(1, Duration.ofMinutes(5)).getBatchItemFailures().size());
    }
    assertEquals(List.of(), invoke(1, Duration.ofMinutes(5)).getBatchItemFailures());
    RenderFailed failed = reports(RenderFailed.class, 1).getFirst();
    assertEquals(FailureCode.DNS_FAILED, failed.failure().code());
  }

  @Test
  void leavesAnOrderThatCannotEndInTime() {
    send(order(Captures.of(pages.url("small"))));
    assertEquals(1, invoke(1, Duration.ofSeconds(5)).getBatchItemFailures().size());
    assertEquals(List.of(), invoke(1, Duration.ofMinutes(5)).getBatchItemFailures());
    assertInstanceOf(Rendered.class, reports(Rendered.class, 1).getFirst());
  }

  @Test
  void leavesAnOrderToTheNextRetryWaitWhereNoBrowserStarts() {
    RenderOrder order = order(Captures.of(pages.url("small")));
    send(order);
    try (RenderFunction blind = functionWith("/bin/false")) {
      assertEquals(1, invoke(blind, 1, Duration.ofMinutes(5)).getBatchItemFailures().size());
    }
    // The queue's own visibility is half an hour: the order must be there long before.
    assertEquals(List.of(), invoke(1, Duration.ofMinutes(5)).getBatchItemFailures());
    assertEquals(order.capture(), reports(Rendered.class, 1).getFirst().capture());
  }

  @Test
  void leavesAMessageThatIsNoOrderToTheDeadLetterQueue() {
    send("{\"schema\":99}");
    for (int i = 0; i < Desk.MAX_RECEIVES; i++) {
      assertEquals(1, invoke(1, Duration.ofMinutes(5)).getBatchItemFailures().size());
    }
    await()
        .atMost(Duration.ofSeconds(20))
        .until(
            () -> {
              receive("RenderQueue");
              return !receive("RenderDeadLetters").isEmpty();
            });
  }
}
