package dev.shutterhook.core.queue;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.shutterhook.core.fixture.CloudExtension;
import dev.shutterhook.core.queue.WorkQueue.Addressed;
import dev.shutterhook.localcloud.LocalCloud;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import software.amazon.awssdk.services.sqs.model.SqsException;

/** The queue is real. */
@Execution(ExecutionMode.CONCURRENT)
@ExtendWith(CloudExtension.class)
class WorkQueueTest {
  private final SqsClient sqs;
  private final String url;
  private final WorkQueue queue;

  WorkQueueTest(LocalCloud cloud) {
    sqs = cloud.sqs();
    url =
        sqs.createQueue(
                create ->
                    create
                        .queueName("work-" + UUID.randomUUID())
                        .attributes(Map.of(QueueAttributeName.VISIBILITY_TIMEOUT, "600")))
            .queueUrl();
    queue = new WorkQueue(sqs, url);
  }

  private List<Message> receive() {
    return sqs.receiveMessage(
            receive ->
                receive
                    .queueUrl(url)
                    .waitTimeSeconds(0)
                    .messageAttributeNames("All")
                    .messageSystemAttributeNames(MessageSystemAttributeName.ALL))
        .messages();
  }

  record Order(String pageTitle) {}

  @Test
  void sendsJson() {
    queue.send(new Order("é"));
    assertEquals("{\"page_title\":\"é\"}", receive().getFirst().body());
  }

  @Test
  void holdsBackWhatShallWait() {
    Duration longest = WorkQueue.MAX_DELAY;
    queue.send(new Addressed(new Order("alone"), "host", longest));
    queue.send(
        List.of(new Addressed(new Order("a"), "b", longest), new Addressed(new Order("c"), "d")));
    assertEquals(List.of("{\"page_title\":\"c\"}"), receive().stream().map(Message::body).toList());
    assertEquals(
        "2",
        sqs.getQueueAttributes(
                get ->
                    get.queueUrl(url)
                        .attributeNames(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_DELAYED))
            .attributes()
            .get(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_DELAYED));
    assertThrows(
        IllegalArgumentException.class,
        () -> new Addressed(new Order("late"), "host", longest.plusSeconds(1)));
  }

  @Test
  void sendsSeveralInOneCall() {
    List<Addressed> several =
        IntStream.range(0, WorkQueue.MAX_BATCH)
            .mapToObj(i -> new Addressed(new Order("page " + i), "host-" + i))
            .toList();
    assertEquals(WorkQueue.MAX_BATCH, queue.send(several).size());
    assertEquals(Set.of(), queue.send(List.of()));
    Set<String> seen = new HashSet<>();
    await()
        .until(
            () -> {
              receive()
                  .forEach(
                      m ->
                          seen.add(
                              m.body()
                                  + m.attributes()
                                      .get(MessageSystemAttributeName.MESSAGE_GROUP_ID)));
              return seen.size() == WorkQueue.MAX_BATCH;
            });
    assertTrue(seen.contains("{\"page_title\":\"page 3\"}host-3"), seen.toString());
  }

  @Test
  void sendsWhoseMessageItIsHoweverLongTheName() {
    String host = "a.".repeat(100) + "example";
    queue.send(new Order("x"), host);
    String group =
        receive()
            .getFirst()
            .attributes()
            .getOrDefault(MessageSystemAttributeName.MESSAGE_GROUP_ID, "");
    assertEquals(WorkQueue.MAX_GROUP_LENGTH, group.length());
    assertTrue(host.endsWith(group));
  }

  @Test
  void buriesABodyAsItIsWithTheReason() {
    queue.bury("not json", "not_ours");
    Message message = receive().getFirst();
    assertEquals("not json", message.body());
    assertEquals(
        List.of("not_ours"),
        message.messageAttributes().values().stream().map(v -> v.stringValue()).toList());
  }

  @Test
  void hidesAMessageUntilItsDelayIsOver() {
    queue.send(new Order("x"));
    String handle = receive().getFirst().receiptHandle();
    queue.hide(handle, Duration.ofMillis(1_001));
    assertTrue(receive().isEmpty());
    await().atMost(Duration.ofSeconds(10)).until(() -> !receive().isEmpty());
  }

  @Test
  void showsAMessageAtOnceWhereThereIsNoDelay() {
    queue.send(new Order("x"));
    queue.hide(receive().getFirst().receiptHandle(), Duration.ofSeconds(-5));
    assertEquals(1, receive().size());
  }

  /** SQS refuses more than 12 hours. */
  @Test
  void hidesForNoLongerThanSqsAllows() {
    queue.send(new Order("x"));
    queue.hide(receive().getFirst().receiptHandle(), Duration.ofDays(3));
    assertTrue(receive().isEmpty());
  }

  @Test
  void saysWhereTheQueueIsNotThere() {
    WorkQueue nowhere = new WorkQueue(sqs, url + "-nowhere");
    assertThrows(SqsException.class, () -> nowhere.send(new Order("x")));
  }
}
