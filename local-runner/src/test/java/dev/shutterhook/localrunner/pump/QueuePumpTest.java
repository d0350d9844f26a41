package dev.shutterhook.localrunner.pump;

import static java.util.Objects.requireNonNull;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.fasterxml.jackson.databind.JsonNode;
import dev.shutterhook.core.json.Json;
import dev.shutterhook.localcloud.LocalCloud;
import dev.shutterhook.localcloud.Storage;
import dev.shutterhook.localcloud.template.QueueSource;
import dev.shutterhook.localrunner.lambda.LambdaFunction;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;

/** The queue is ElasticMQ in this JVM, one per test; pump, client and threads are real. */
@Execution(ExecutionMode.CONCURRENT)
class QueuePumpTest {

  private static final String ARN = "arn:aws:sqs:us-east-1:000000000000:orders";
  private static final Duration TIMEOUT = Duration.ofSeconds(20);

  @SuppressWarnings("NullAway.Init")
  private static LocalCloud cloud;

  @SuppressWarnings("NullAway.Init")
  private static SqsClient client;

  private final Worker worker = new Worker();

  @SuppressWarnings("NullAway.Init")
  private String url;

  @BeforeAll
  static void startQueues() {
    Path template = Path.of(System.getProperty("shutterhook.root"), "template.yaml");
    cloud = LocalCloud.start(template, Map.of(), Storage.inMemory());
    client = cloud.sqs();
  }

  @AfterAll
  static void stopQueues() {
    cloud.close();
  }

  @BeforeEach
  void createQueue() {
    // The shortest visibility, for messages that come again.
    url =
        client
            .createQueue(
                request ->
                    request
                        .queueName("q-" + UUID.randomUUID())
                        .attributes(Map.of(QueueAttributeName.VISIBILITY_TIMEOUT, "1")))
            .queueUrl();
  }

  @Test
  void handsOverMessagesWithTheFieldsOfLambda() {
    client.sendMessage(
        request ->
            request
                .queueUrl(url)
                .messageBody("{\"order\":\"é\"}")
                .messageGroupId("tenant")
                .messageAttributes(
                    Map.of(
                        "kind",
                        MessageAttributeValue.builder()
                            .dataType("String")
                            .stringValue("render")
                            .build())));
    try (QueuePump _ = start(source(10, 1, true), TIMEOUT)) {
      await().until(() -> worker.handled.size() == 1);
    }

    var message = worker.handled.getFirst();
    assertEquals("{\"order\":\"é\"}", message.getBody());
    assertEquals("aws:sqs", message.getEventSource());
    assertEquals(ARN, message.getEventSourceArn());
    assertEquals("us-east-1", message.getAwsRegion());
    assertEquals("1", message.getAttributes().get("ApproximateReceiveCount"));
    assertEquals("tenant", message.getAttributes().get("MessageGroupId"));
    assertTrue(message.getAttributes().containsKey("SentTimestamp"));
    assertTrue(message.getAttributes().containsKey("SenderId"));
    assertTrue(message.getAttributes().containsKey("ApproximateFirstReceiveTimestamp"));
    SQSEvent.MessageAttribute kind = requireNonNull(message.getMessageAttributes().get("kind"));
    assertEquals("render", kind.getStringValue());
    assertFalse(message.getReceiptHandle().isEmpty());
    assertEquals(32, message.getMd5OfBody().length());
  }

  @Test
  void showsWhatWaitsAsTheEventThatAFunctionGetsAndLeavesItThere() {
    send("a");
    for (String receives : List.of("1", "2")) {
      JsonNode record =
          Json.tree(WaitingMessages.event(client, url, ARN, 10).orElseThrow()).at("/Records/0");
      assertEquals("a", record.path("body").asText());
      assertEquals(ARN, record.path("eventSourceARN").asText());
      assertEquals("us-east-1", record.path("awsRegion").asText());
      assertEquals(receives, record.at("/attributes/ApproximateReceiveCount").asText());
    }
  }

  @Test
  void deletesWhatSucceededAndRetriesWhatWasReported() {
    worker.failOnce("b");
    send("a", "b", "c");
    try (QueuePump _ = start(source(10, 1, true), TIMEOUT)) {
      await().until(() -> worker.bodies().equals(List.of("a", "b", "b", "c")));
      await().until(this::isEmpty);
    }

    assertEquals("2", worker.handled.getLast().getAttributes().get("ApproximateReceiveCount"));
  }

  @Test
  void deletesReportedMessagesWhereTheMappingDoesNotDeclareReports() {
    worker.failOnce("b");
    send("a", "b");
    try (QueuePump _ = start(source(10, 1, false), TIMEOUT)) {
      await().until(this::isEmpty);
    }

    assertEquals(List.of("a", "b"), worker.bodies());
  }

  @Test
  void deletesNothingOfABatchWhoseHandlerThrew() {
    worker.throwOnce("b");
    send("b");
    try (QueuePump _ = start(source(10, 1, true), TIMEOUT)) {
      await().until(() -> worker.bodies().equals(List.of("b", "b")));
      await().until(this::isEmpty);
    }
  }

  @Test
  void failsABatchThatRanPastTheTimeout() {
    worker.blockOnce("b");
    send("b");
    try (QueuePump _ = start(source(10, 1, true), Duration.ofMillis(200))) {
      await().until(() -> worker.bodies().equals(List.of("b", "b")));
      await().until(this::isEmpty);
    }
  }

  @Test
  void runsUpToTheMaximumConcurrencyAndReceivesNoMore() {
    worker.hold();
    send(IntStream.range(0, 10).mapToObj(Integer::toString).toArray(String[]::new));
    try (QueuePump _ = start(source(2, 3, true), TIMEOUT)) {
      await().until(() -> worker.running.get() == 3);
      assertEquals(4, visible());
      worker.release();
      await().until(this::isEmpty);
    }

    assertEquals(3, worker.mostRunning.get());
  }

  @Test
  void gathersALargeBatchWithinItsWindow() {
    QueueSource gathered = new QueueSource("Orders", 25, Duration.ofSeconds(2), true, 1);
    try (QueuePump _ = start(gathered, TIMEOUT)) {
      send(IntStream.range(0, 10).mapToObj(Integer::toString).toArray(String[]::new));
      send(IntStream.range(10, 20).mapToObj(Integer::toString).toArray(String[]::new));
      send(IntStream.range(20, 25).mapToObj(Integer::toString).toArray(String[]::new));
      await().until(this::isEmpty);
    }

    assertEquals(List.of(25), worker.batches);
  }

  @Test
  void goesOnAfterItsQueueWasAway() {
    client.deleteQueue(request -> request.queueUrl(url));
    try (QueuePump _ = start(source(1, 1, true), TIMEOUT)) {
      String name = url.substring(url.lastIndexOf('/') + 1);
      client.createQueue(request -> request.queueName(name));
      send("a");
      await().until(() -> worker.bodies().equals(List.of("a")));
    }
  }

  @Test
  void losesNoMessageToItsLastPoll() {
    QueuePump first = start(source(10, 2, true), TIMEOUT);
    send("a");
    await().until(() -> worker.handled.size() == 1 && isEmpty());
    Duration took = closing(first);
    send("b");
    try (QueuePump _ = start(source(10, 2, true), TIMEOUT)) {
      await().atMost(Duration.ofSeconds(2)).until(() -> worker.bodies().equals(List.of("a", "b")));
    }

    assertTrue(took.compareTo(Duration.ofSeconds(2)) < 0, "took " + took);
  }

  @Test
  void interruptsWhatOutlastsTheGrace() {
    worker.blockOnce("a");
    send("a");
    QueuePump pump = start(source(10, 2, true), TIMEOUT);
    await().until(() -> worker.running.get() == 1);

    Duration took = closing(pump);

    assertTrue(took.compareTo(Duration.ofSeconds(4)) < 0, "took " + took);
    await().until(() -> worker.running.get() == 0);
  }

  private QueuePump start(QueueSource source, Duration timeout) {
    LambdaFunction function = new LambdaFunction("Worker", timeout, 128, worker);
    return QueuePump.start(client, new QueueMapping(url, ARN, source, function));
  }

  private static QueueSource source(int batchSize, int concurrency, boolean reports) {
    return new QueueSource("Orders", batchSize, Duration.ZERO, reports, concurrency);
  }

  private void send(String... bodies) {
    List<SendMessageBatchRequestEntry> entries =
        IntStream.range(0, bodies.length)
            .mapToObj(
                i ->
                    SendMessageBatchRequestEntry.builder()
                        .id("e" + i)
                        .messageBody(bodies[i])
                        .build())
            .toList();
    client.sendMessageBatch(request -> request.queueUrl(url).entries(entries));
  }

  private boolean isEmpty() {
    return visible() == 0
        && count(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE) == 0;
  }

  private int visible() {
    return count(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES);
  }

  private int count(QueueAttributeName attribute) {
    return Integer.parseInt(
        client
            .getQueueAttributes(request -> request.queueUrl(url).attributeNames(attribute))
            .attributes()
            .get(attribute));
  }

  private static Duration closing(QueuePump pump) {
    long start = System.nanoTime();
    pump.close();
    return Duration.ofNanos(System.nanoTime() - start);
  }
}
