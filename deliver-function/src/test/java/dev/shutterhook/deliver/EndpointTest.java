package dev.shutterhook.deliver;

import static dev.shutterhook.deliver.Bench.event;
import static dev.shutterhook.deliver.Bench.ids;
import static dev.shutterhook.deliver.Bench.kept;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import dev.shutterhook.core.capture.Capture;
import dev.shutterhook.core.capture.DeliveryCounts;
import dev.shutterhook.core.fixture.CloudExtension;
import dev.shutterhook.core.fixture.LogLines;
import dev.shutterhook.core.fixture.RequestFixture;
import dev.shutterhook.core.json.Json;
import dev.shutterhook.core.queue.WorkQueue;
import dev.shutterhook.core.replay.Replays;
import dev.shutterhook.core.webhook.Delivery;
import dev.shutterhook.core.webhook.DeliveryState;
import dev.shutterhook.core.webhook.DeliveryStore;
import dev.shutterhook.core.webhook.DeliveryTicket;
import dev.shutterhook.core.webhook.EndpointHealth;
import dev.shutterhook.core.webhook.EndpointReport;
import dev.shutterhook.core.webhook.EndpointState;
import dev.shutterhook.core.webhook.EndpointStore;
import dev.shutterhook.core.webhook.Endpoints;
import dev.shutterhook.core.webhook.Exhaustion;
import dev.shutterhook.localcloud.LocalCloud;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Endpoints that are down for long, or gone: real receivers, real tables, the clock is moved. */
@ExtendWith(CloudExtension.class)
class EndpointTest {
  private static final int HALF = EndpointHealth.OPEN_FAILURES / 2;

  private final Bench bench;
  private final Receivers receivers = new Receivers();
  private final DeliverFunction deliver;
  private final EndpointStore endpoints;

  EndpointTest(LocalCloud cloud) {
    bench = new Bench(cloud);
    deliver = bench.deliver();
    endpoints = new EndpointStore(bench.aws.dynamoDb(), cloud.tableName("DeliveriesTable"));
  }

  @AfterEach
  void end() {
    deliver.close();
    receivers.close();
  }

  private List<String> handle(SQSMessage... messages) {
    return kept(Bench.invoke(deliver, event(messages)));
  }

  private EndpointHealth health(Delivery delivery) {
    return endpoints.find(bench.account, delivery.host(), bench.clock.instant());
  }

  private int posted() {
    return receivers.at("switch").size();
  }

  private DeliveryCounts counts(Delivery delivery) {
    return bench.counts(delivery);
  }

  private Delivery pending() {
    return bench.pending(receivers.url("switch"));
  }

  /** Thirty failures of fifteen deliveries in sixteen minutes. */
  private void open() {
    List<SQSMessage> tickets = new ArrayList<>();
    Delivery one = pending();
    tickets.add(bench.ticket(one));
    for (int i = 1; i < HALF; i++) {
      tickets.add(bench.ticket(pending()));
    }
    // One by one: those that collide too often are not counted, which matters only here.
    tickets.forEach(this::handle);
    bench.clock.forward(EndpointHealth.OPEN_AFTER.plusMinutes(1));
    assertEquals(EndpointState.FAILING, health(one).state());
    tickets.forEach(this::handle);
    assertEquals(EndpointState.OPEN, health(one).state());
    assertEquals(EndpointHealth.OPEN_FAILURES, posted());
  }

  @Test
  void letsDeliveriesWaitWithoutAnAttemptAndFindsRecoveryByOneProbe() {
    open();
    int before = posted();
    Delivery first = pending();
    Delivery second = pending();
    SQSMessage one = bench.ticket(first);
    SQSMessage other = bench.ticket(second);
    assertEquals(ids(one, other), handle(one, other));
    assertEquals(before, posted());
    assertEquals(0, bench.again(first).attempts());
    assertTrue(
        bench
            .deliveries
            .overdue(bench.clock.instant().plus(DeliveryStore.TICKET_MAX_DELAY), 10_000)
            .stream()
            .noneMatch(first.id()::equals),
        "its ticket is not lost, it hides");

    // The clock stands still during an attempt, whose duration is real.
    bench.clock.forward(EndpointHealth.FIRST_PROBE.plusSeconds(5));
    assertEquals(ids(one, other), handle(one, other));
    assertEquals(before + 1, posted(), "one probe");
    assertEquals(1, bench.again(first).attempts() + bench.again(second).attempts());

    receivers.recover();
    bench.clock.forward(Duration.ofMinutes(3));
    handle(one);
    handle(other);
    assertEquals(DeliveryState.DELIVERED, bench.again(first).state());
    assertEquals(DeliveryState.DELIVERED, bench.again(second).state());
    assertEquals(EndpointState.HEALTHY, health(first).state());
  }

  @Test
  void givesUpWhatHasWaitedTooLong() {
    open();
    Delivery delivery = pending();
    SQSMessage ticket = bench.ticket(delivery);
    handle(ticket);
    bench.clock.forward(Duration.ofHours(24));
    // Somebody else has just probed: what waits would wait on.
    EndpointHealth open = health(delivery);
    assertTrue(
        endpoints.store(
            bench.account,
            delivery.host(),
            open.probed(bench.clock.instant()),
            bench.clock.instant()));
    int before = posted();
    assertEquals(List.of(), handle(ticket));
    assertEquals(before, posted());
    Delivery after = bench.again(delivery);
    assertEquals(Exhaustion.ENDPOINT_OPEN, after.progress().reason());
    assertEquals(0, after.attempts());
    assertEquals(new DeliveryCounts(0, 0, 1), counts(delivery));
    assertEquals(
        List.of("endpoint_open " + Json.write(DeliveryTicket.spent(delivery.id(), 1))),
        bench.buried(bench.deliverDeadLetters));
  }

  @Test
  void triesAReplayEvenWhereTheEndpointIsOpen() {
    open();
    Delivery delivery = pending();
    handle(bench.ticket(delivery));
    bench.clock.forward(Duration.ofHours(24));
    EndpointHealth open = health(delivery);
    endpoints.store(
        bench.account, delivery.host(), open.probed(bench.clock.instant()), bench.clock.instant());
    handle(bench.ticket(delivery));
    receivers.recover();
    replay(delivery);
    assertEquals(List.of(), handle(bench.tickets().getFirst()));
    assertEquals(DeliveryState.DELIVERED, bench.again(delivery).state());
    assertEquals(EndpointState.HEALTHY, health(delivery).state());
  }

  @Test
  void endsWhatIsPendingForAnEndpointThatIsGone() {
    Delivery waiting = bench.pending(receivers.url("ok"));
    bench.deliveries.ticketed(waiting.outline(), bench.clock.instant());
    Delivery unseen = bench.pending(receivers.url("ok"));
    Delivery wished = settled("ok");
    handle(bench.ticket(wished));
    replay(wished);
    Delivery elsewhere = bench.pending("https://elsewhere.example/");
    Delivery gone = bench.pending(receivers.url("gone"));
    handle(bench.ticket(gone));
    assertEquals(Exhaustion.GONE, bench.again(gone).progress().reason());
    assertEquals(EndpointState.DISABLED, health(gone).state());
    assertEquals(410, Objects.requireNonNull(health(gone).last()).status());
    assertEquals(Exhaustion.ENDPOINT_DISABLED, bench.again(waiting).progress().reason());
    assertEquals(new DeliveryCounts(0, 0, 1), counts(waiting));
    assertEquals(DeliveryState.PENDING, bench.again(wished).state(), "somebody asked for it");
    assertEquals(DeliveryState.PENDING, bench.again(elsewhere).state());
    assertEquals(DeliveryState.PENDING, bench.again(unseen).state(), "perhaps it was never meant");
    assertEquals(List.of(), handle(bench.ticket(waiting), bench.ticket(unseen)));
    assertEquals(Exhaustion.ENDPOINT_DISABLED, bench.again(unseen).progress().reason());
    assertEquals(1, receivers.at("ok").size());
    assertEquals(List.of(), bench.buried(bench.deliverDeadLetters));
  }

  @Test
  void endsWhatItDidNotKnowOfWhenItsTurnComes() {
    Delivery late = bench.pending(receivers.url("ok"));
    EndpointReport report = new EndpointReport(bench.clock.instant(), 410, null);
    endpoints.store(
        bench.account, late.host(), EndpointHealth.UNKNOWN.gone(report), bench.clock.instant());
    assertEquals(List.of(), handle(bench.ticket(late)));
    assertEquals(Exhaustion.ENDPOINT_DISABLED, bench.again(late).progress().reason());
    assertEquals(new DeliveryCounts(0, 0, 1), counts(late));
    assertEquals(List.of(), receivers.at("ok"));
    assertEquals(List.of(), bench.buried(bench.deliverDeadLetters));
  }

  @Test
  void makesNewDeliveriesExhaustedAtOnceAndATriedReplayEnablesAgain() {
    handle(bench.ticket(bench.pending(receivers.url("gone"))));
    Delivery born = settled("ok");
    assertEquals(DeliveryState.EXHAUSTED, born.state());
    assertEquals(Exhaustion.ENDPOINT_DISABLED, born.progress().reason());
    assertNull(born.nextAttemptAt());
    assertEquals(new DeliveryCounts(0, 0, 1), counts(born));
    assertEquals(List.of(), bench.tickets());

    replay(born);
    assertEquals(new DeliveryCounts(1, 0, 0), counts(born));
    assertEquals(List.of(), handle(bench.tickets().getFirst()));
    assertEquals(DeliveryState.DELIVERED, bench.again(born).state());
    assertEquals(1, receivers.at("ok").size());
    assertEquals(EndpointState.HEALTHY, health(born).state());

    bench.clock.forward(Endpoints.MAX_AGE);
    assertEquals(DeliveryState.PENDING, settled("ok").state());
  }

  /** What settling leaves behind, with or without a ticket. */
  private Delivery settled(String receiver) {
    Capture capture =
        bench.queued(RequestFixture.aRequest().with("webhook_url", receivers.url(receiver)));
    Bench.invoke(bench.settle(), event(Bench.message(bench.rendered(capture))));
    return bench.deliveries.find(bench.again(capture).told().getFirst()).orElseThrow();
  }

  @Test
  void keepsAccountsApart() {
    Delivery gone = bench.pending(receivers.url("gone"));
    handle(bench.ticket(gone));
    EndpointHealth others =
        endpoints.find(bench.account + "-other", gone.host(), bench.clock.instant());
    assertEquals(EndpointState.HEALTHY, others.state());
  }

  private void replay(Delivery delivery) {
    new Replays(
            bench.deliveries,
            new WorkQueue(bench.aws.sqs(), bench.deliverQueue),
            bench.clock,
            new LogLines(bench.clock).log())
        .replay(bench.again(delivery).outline());
  }
}
