package dev.shutterhook.deliver;

import static dev.shutterhook.deliver.Bench.event;
import static dev.shutterhook.deliver.Bench.ids;
import static dev.shutterhook.deliver.Bench.kept;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import dev.shutterhook.core.fixture.CloudExtension;
import dev.shutterhook.core.webhook.Delivery;
import dev.shutterhook.core.webhook.DeliveryState;
import dev.shutterhook.core.webhook.DeliveryTicket;
import dev.shutterhook.localcloud.LocalCloud;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Hosts that answer quickly are served in batches, all others one by one. Real: DynamoDB Local,
 * ElasticMQ, receivers. Double: the clock.
 */
@ExtendWith(CloudExtension.class)
class CarefulLaneTest {
  private final Bench bench;
  private final Receivers receivers = new Receivers();
  private final String careful;
  private final DeliverFunction function;
  private final ExecutorService threads = Executors.newCachedThreadPool();

  CarefulLaneTest(LocalCloud cloud) {
    bench = new Bench(cloud);
    careful = bench.queue();
    function = bench.deliver(Map.of("CAREFUL_QUEUE_URL", careful));
  }

  @AfterEach
  void close() {
    function.close();
    receivers.close();
    threads.shutdownNow();
  }

  private SQSBatchResponse handle(SQSMessage... tickets) {
    return Bench.invoke(function, event(tickets));
  }

  private DeliveryState state(Delivery delivery) {
    return bench.again(delivery).state();
  }

  @Test
  void handsOnTheTicketOfAHostThatNobodyKnows() {
    Delivery delivery = bench.pending(receivers.url("ok"));
    assertEquals(List.of(), kept(handle(bench.ticket(delivery))));
    assertEquals(List.of(), receivers.at("ok"));
    List<SQSMessage> handedOn = bench.tickets(careful);
    assertEquals(1, handedOn.size());
    assertEquals(List.of(), kept(handle(handedOn.getFirst())));
    assertEquals(DeliveryState.DELIVERED, state(delivery));
  }

  @Test
  void takesTheNextOnesOfAHostThatAnsweredInTheirBatch() {
    learn("ok");
    Delivery next = bench.pending(receivers.url("ok"));
    handle(bench.ticket(next));
    assertEquals(DeliveryState.DELIVERED, state(next));
  }

  /** What counts is how long it takes, not what comes of it. */
  @Test
  void takesOneThatFailsAtOnceForQuick() {
    learn("alwaysFails");
    Delivery next = bench.pending(receivers.url("alwaysFails"));
    handle(bench.ticket(next));
    assertEquals(2, receivers.at("alwaysFails").size());
  }

  @Test
  void losesItWhileAnAttemptStillWaits() {
    learn("ok");
    Delivery waits = bench.pending(receivers.url("silent"));
    SQSMessage ticket = bench.ticket(waits);
    CompletableFuture<SQSBatchResponse> under =
        CompletableFuture.supplyAsync(() -> handle(ticket), threads);
    await().until(() -> !receivers.at("silent").isEmpty());
    await()
        .atMost(Duration.ofSeconds(10))
        .until(
            () -> {
              handle(bench.ticket(bench.pending(receivers.url("ok"))));
              return !bench.tickets(careful).isEmpty();
            });
    assertTrue(!under.isDone(), "it is known before the attempt is over");
    receivers.close();
    under.join();
  }

  @Test
  void givesASlowHostThreeOfUsAtATime() {
    List<Delivery> all =
        IntStream.range(0, 5).mapToObj(i -> bench.pending(receivers.url("silent"))).toList();
    all.forEach(delivery -> handle(bench.ticket(delivery)));
    List<SQSMessage> tickets = bench.tickets(careful);
    List<CompletableFuture<SQSBatchResponse>> under =
        tickets.subList(0, 3).stream()
            .map(ticket -> CompletableFuture.supplyAsync(() -> handle(ticket), threads))
            .toList();
    await().until(() -> receivers.at("silent").size() == 3);
    for (SQSMessage crowded : tickets.subList(3, 5)) {
      assertEquals(ids(crowded), kept(handle(crowded)), "it is hidden, and no attempt is used");
    }
    assertEquals(3, receivers.at("silent").size());
    receivers.close();
    under.forEach(CompletableFuture::join);
    assertEquals(3, all.stream().mapToInt(delivery -> bench.again(delivery).attempts()).sum());
    // The slots are free again.
    Delivery sixth = bench.pending(receivers.url("ok"));
    handle(bench.ticket(sixth));
    bench.tickets(careful).forEach(this::handle);
    assertEquals(1, bench.again(sixth).attempts());
  }

  @Test
  void beginsWhatSomebodyRedrivesInTheLaneOfAll() {
    learn("alwaysFails");
    try (DeliverFunction givesUp =
        bench.deliver(Map.of("CAREFUL_QUEUE_URL", careful, "RETRY_SCHEDULE", "0s"))) {
      Delivery delivery = bench.pending(receivers.url("alwaysFails"));
      Bench.invoke(givesUp, event(bench.ticket(delivery)));
      assertEquals(DeliveryState.EXHAUSTED, state(delivery));
      SQSMessage spent = Bench.message(DeliveryTicket.spent(delivery.id(), 1));
      assertEquals(List.of(), kept(Bench.invoke(givesUp, event(spent))));
      assertEquals(1, bench.tickets().size());
      assertEquals(List.of(), bench.tickets(careful));
    }
  }

  private void learn(String name) {
    Delivery first = bench.pending(receivers.url(name));
    handle(bench.ticket(first));
    bench.tickets(careful).forEach(this::handle);
    assertEquals(1, receivers.at(name).size());
  }
}
