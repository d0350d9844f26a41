package dev.shutterhook.deliver;

import static dev.shutterhook.deliver.Bench.event;
import static dev.shutterhook.deliver.Bench.ids;
import static dev.shutterhook.deliver.Bench.kept;
import static dev.shutterhook.deliver.Bench.message;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import dev.shutterhook.core.capture.DeliveryCounts;
import dev.shutterhook.core.fixture.CloudExtension;
import dev.shutterhook.core.fixture.LogLines;
import dev.shutterhook.core.json.Json;
import dev.shutterhook.core.queue.WorkQueue;
import dev.shutterhook.core.replay.Replays;
import dev.shutterhook.core.webhook.Delivery;
import dev.shutterhook.core.webhook.DeliveryState;
import dev.shutterhook.core.webhook.DeliveryTicket;
import dev.shutterhook.localcloud.LocalCloud;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * What lies in the dead letters and somebody moves back: real queues, real redrive. The schedule
 * has one attempt, so that each generation is spent by it.
 */
@ExtendWith(CloudExtension.class)
class RedriveTest {
  private final Bench bench;
  private final Receivers receivers = new Receivers();
  private final DeliverFunction deliver;
  private final Delivery delivery;

  RedriveTest(LocalCloud cloud) {
    bench = new Bench(cloud);
    deliver = bench.deliver(Map.of("RETRY_SCHEDULE", "0s"));
    delivery = bench.pending(receivers.url("failsTwice"));
    handle(bench.ticket(delivery));
    assertEquals(DeliveryState.EXHAUSTED, bench.again(delivery).state());
  }

  @AfterEach
  void end() {
    deliver.close();
    receivers.close();
  }

  private List<String> handle(SQSMessage... messages) {
    return kept(Bench.invoke(deliver, event(messages)));
  }

  private int posted() {
    return receivers.at("failsTwice").size();
  }

  /** As the console of SQS does it. */
  private List<SQSMessage> redriven(int most) {
    String task =
        bench
            .aws
            .sqs()
            .startMessageMoveTask(
                start ->
                    start
                        .sourceArn(bench.arn(bench.deliverDeadLetters))
                        .destinationArn(bench.arn(bench.deliverQueue)))
            .taskHandle();
    assertEquals(false, task.isEmpty());
    List<SQSMessage> moved = new ArrayList<>();
    await()
        .until(
            () -> {
              moved.addAll(bench.tickets());
              return moved.size() >= most;
            });
    return moved;
  }

  private DeliveryCounts counts() {
    return bench.counts(delivery);
  }

  private SQSMessage fresh() {
    return bench.tickets().getFirst();
  }

  @Test
  void beginsANewGenerationByTheConsolesOwnRedrive() {
    SQSMessage moved = redriven(1).getFirst();
    assertEquals(
        DeliveryTicket.spent(delivery.id(), 1), Json.read(moved.getBody(), DeliveryTicket.class));
    assertEquals(List.of(), handle(moved));
    assertEquals(1, posted(), "the new ticket attempts, not the old one");
    assertEquals(2, bench.again(delivery).generation());
    assertEquals(new DeliveryCounts(1, 0, 0), counts());
    SQSMessage ticket = fresh();
    assertEquals(
        DeliveryTicket.of(delivery.id(), 2), Json.read(ticket.getBody(), DeliveryTicket.class));
    assertEquals(List.of(), handle(ticket));
    assertEquals(2, posted());
    assertEquals(
        1, receivers.at("failsTwice").stream().map(r -> r.header("webhook-id")).distinct().count());
    assertEquals(new DeliveryCounts(0, 0, 1), counts());
    handle(redriven(1).getFirst());
    handle(fresh());
    assertEquals(DeliveryState.DELIVERED, bench.again(delivery).state());
    assertEquals(3, bench.again(delivery).generation());
    assertEquals(new DeliveryCounts(0, 1, 0), counts());
  }

  @Test
  void beginsOneGenerationHoweverOftenTheMessageComes() {
    SQSMessage moved = redriven(1).getFirst();
    handle(moved);
    handle(moved);
    assertEquals(2, bench.again(delivery).generation());
    assertEquals(1, bench.tickets().size());
    handle(message(DeliveryTicket.of(delivery.id(), 2)));
    assertEquals(DeliveryState.EXHAUSTED, bench.again(delivery).state());
    handle(moved);
    assertEquals(2, bench.again(delivery).generation(), "it stands for the first one's end only");
    assertEquals(List.of(), bench.tickets());
  }

  @Test
  void beginsNothingByADuplicateOfAnOrdinaryTicket() {
    bench.buried(bench.deliverDeadLetters);
    SQSMessage duplicate = message(DeliveryTicket.of(delivery.id()));
    assertEquals(List.of(), handle(duplicate));
    assertEquals(1, bench.again(delivery).generation());
    assertEquals(1, posted());
    assertEquals(
        List.of("schedule_spent " + Json.write(DeliveryTicket.spent(delivery.id(), 1))),
        bench.buried(bench.deliverDeadLetters),
        "it is buried again, where the first time may have failed");
  }

  @Test
  void beginsNothingWhereTheApiHasReplayedMeanwhile() {
    replays().replay(bench.again(delivery).outline());
    SQSMessage ticket = fresh();
    assertEquals(List.of(), handle(redriven(1).getFirst()));
    assertEquals(1, posted(), "the dead letter is harmless");
    assertEquals(2, bench.again(delivery).generation());
    assertEquals(List.of(), bench.tickets());
    handle(ticket);
    assertEquals(2, posted());
  }

  @Test
  void throwsAwayTicketsOfEarlierGenerations() {
    SQSMessage old = bench.ticket(delivery);
    replays().replay(bench.again(delivery).outline());
    assertEquals(List.of(), handle(old));
    assertEquals(1, posted());
    assertEquals(0, bench.again(delivery).attempts());
  }

  @Test
  void readsTicketsFromBeforeThereWereGenerations() {
    Delivery other = bench.pending(receivers.url("ok"));
    assertEquals(
        List.of(), handle(message("{\"schema\":1,\"delivery\":\"%s\"}".formatted(other.id()))));
    assertEquals(DeliveryState.DELIVERED, bench.again(other).state());
  }

  @Test
  void waitsByAFreshScheduleInANewGeneration() {
    try (DeliverFunction patient = bench.deliver(Map.of("RETRY_SCHEDULE", "1m,1m"))) {
      bench.clock.forward(java.time.Duration.ofHours(5));
      replays().replay(bench.again(delivery).outline());
      SQSMessage ticket = fresh();
      assertEquals(ids(ticket), kept(Bench.invoke(patient, event(ticket))));
      assertEquals(1, posted());
      bench.clock.forward(java.time.Duration.ofMinutes(1));
      assertEquals(ids(ticket), kept(Bench.invoke(patient, event(ticket))));
      assertEquals(2, posted());
      assertEquals(1, bench.again(delivery).attempts());
    }
  }

  private Replays replays() {
    return new Replays(
        bench.deliveries,
        new WorkQueue(bench.aws.sqs(), bench.deliverQueue),
        bench.clock,
        new LogLines(bench.clock).log());
  }
}
