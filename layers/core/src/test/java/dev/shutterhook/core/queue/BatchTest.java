package dev.shutterhook.core.queue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import dev.shutterhook.core.cost.Invocation;
import dev.shutterhook.core.fixture.LogLines;
import dev.shutterhook.core.queue.Batch.Handled;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class BatchTest {
  private final LogLines lines = new LogLines(InstantSource.system());
  private final Batch batch = new Batch(lines.log());

  private static SQSEvent event(String... bodies) {
    SQSEvent event = new SQSEvent();
    event.setRecords(Stream.of(bodies).map(BatchTest::message).toList());
    return event;
  }

  private static SQSMessage message(String body) {
    SQSMessage message = new SQSMessage();
    message.setMessageId("id-" + body);
    message.setBody(body);
    message.setAttributes(Map.of("ApproximateReceiveCount", "3"));
    return message;
  }

  private static List<String> kept(SQSBatchResponse response) {
    return response.getBatchItemFailures().stream()
        .map(SQSBatchResponse.BatchItemFailure::getItemIdentifier)
        .toList();
  }

  @Test
  void keepsWhatThrowsAndDoesTheOthers() {
    Queue<String> done = new ConcurrentLinkedQueue<>();
    SQSBatchResponse response =
        batch.each(
            event("a", "bad", "later", "b"),
            message -> {
              if (message.getBody().equals("bad")) {
                throw new IllegalStateException("secret");
              }
              done.add(message.getBody());
              return message.getBody().equals("later") ? Handled.KEEP : Handled.DONE;
            });
    assertEquals(List.of("id-bad", "id-later"), kept(response));
    assertEquals(List.of("a", "b", "later"), done.stream().sorted().toList());
  }

  @Test
  void logsWhatThrewWithoutItsMessage() {
    batch.each(
        event("bad"),
        _ -> {
          throw new IllegalStateException("secret");
        });
    var line = lines.of("message.kept").getFirst();
    assertEquals("id-bad", line.path("message").asText());
    assertEquals(3, line.path("receives").asInt());
    assertFalse(lines.text().contains("secret"));
  }

  /** Ten messages that wait for each other end only where each has a thread. */
  @Test
  void handlesAllMessagesAtTheSameTime() {
    CyclicBarrier together = new CyclicBarrier(10);
    SQSBatchResponse response =
        batch.each(
            event("0", "1", "2", "3", "4", "5", "6", "7", "8", "9"),
            _ -> {
              together.await(10, TimeUnit.SECONDS);
              return Handled.DONE;
            });
    assertTrue(kept(response).isEmpty());
  }

  @Test
  void divideAnInvocationAmongTheMessagesThatAreNotDoneWith() {
    Queue<Integer> among = new ConcurrentLinkedQueue<>();
    SQSBatchResponse response =
        batch.each(
            event("bad", "good"),
            Invocation.begin(1_024),
            (message, time) -> {
              among.add(time.share().captures());
              if (message.getBody().equals("bad")) {
                throw new IllegalStateException("it leaves, too");
              }
              return Handled.DONE;
            });
    assertEquals(List.of("id-bad"), kept(response));
    assertEquals(List.of(2, 2), List.copyOf(among));
    assertTrue(
        kept(batch.each(event(), Invocation.begin(1_024), (_, _) -> Handled.DONE)).isEmpty());
  }

  @Test
  void givesTheWholeBatchBackWhereThisMachineIsBroken() {
    assertThrows(
        IllegalStateException.class,
        () ->
            batch.each(
                event("a"),
                _ -> {
                  throw new AssertionError("out of memory, say");
                }));
  }

  @Test
  void countsReceivesFromOne() {
    SQSMessage bare = new SQSMessage();
    bare.setAttributes(Map.of());
    assertEquals(1, Batch.receives(bare));
    assertEquals(3, Batch.receives(message("a")));
  }
}
