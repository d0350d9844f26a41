package dev.shutterhook.deliver;

import static dev.shutterhook.deliver.Bench.event;
import static dev.shutterhook.deliver.Bench.ids;
import static dev.shutterhook.deliver.Bench.kept;
import static dev.shutterhook.deliver.Bench.message;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import com.standardwebhooks.Webhook;
import dev.shutterhook.core.capture.DeliveryCounts;
import dev.shutterhook.core.fixture.CloudExtension;
import dev.shutterhook.core.id.Id;
import dev.shutterhook.core.id.Ids;
import dev.shutterhook.core.json.Json;
import dev.shutterhook.core.webhook.Delivery;
import dev.shutterhook.core.webhook.DeliveryState;
import dev.shutterhook.core.webhook.DeliveryTicket;
import dev.shutterhook.core.webhook.WebhookKeyPair;
import dev.shutterhook.deliver.Receivers.Received;
import dev.shutterhook.localcloud.LocalCloud;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@ExtendWith(CloudExtension.class)
class DeliverFunctionTest {
  private final Bench bench;
  private final Receivers receivers = new Receivers();
  private final DeliverFunction deliver;

  DeliverFunctionTest(LocalCloud cloud) {
    bench = new Bench(cloud);
    deliver = bench.deliver();
  }

  @AfterEach
  void end() {
    deliver.close();
    receivers.close();
  }

  private List<String> handle(SQSMessage... messages) {
    return kept(Bench.invoke(deliver, event(messages)));
  }

  private DeliveryCounts counts(Delivery delivery) {
    return bench.counts(delivery);
  }

  private void verify(Received request) {
    String secret = bench.secrets.of(bench.account).getFirst().text();
    assertDoesNotThrow(() -> new Webhook(secret).verify(request.body(), request.headers()));
  }

  @Test
  void postsTheStoredBodySignedAsTheStandardsLibraryVerifies() {
    Delivery delivery = bench.pending(receivers.url("ok"));
    assertEquals(List.of(), handle(bench.ticket(delivery)));
    Received request = receivers.at("ok").getFirst();
    verify(request);
    assertEquals(delivery.body(), request.body());
    assertEquals(delivery.message().toString(), request.header("webhook-id"));
    assertEquals("application/json", request.header("content-type"));
    assertEquals("Shutterhook/1", request.header("user-agent"));
    assertEquals(DeliveryState.DELIVERED, bench.again(delivery).state());
    assertEquals(new DeliveryCounts(0, 1, 0), counts(delivery));
    assertEquals(200, bench.attempts(delivery).getFirst().status());
    assertEquals("thanks", bench.attempts(delivery).getFirst().answer());
  }

  @Test
  void signsWithTheAccountsKeyPairTooWhereItHasOne() {
    WebhookKeyPair pair =
        bench.secrets.withPair(bench.account, bench.clock.instant()).pair().orElseThrow().keys();
    handle(bench.ticket(bench.pending(receivers.url("ok"))));
    Received request = receivers.at("ok").getFirst();
    verify(request);
    String content =
        request.header("webhook-id")
            + "."
            + request.header("webhook-timestamp")
            + "."
            + request.body();
    List<String> signatures = List.of(request.header("webhook-signature").split(" ", -1));
    assertEquals(2, signatures.size());
    assertEquals(pair.sign(content.getBytes(StandardCharsets.UTF_8)), signatures.getLast());
  }

  @Test
  void sendsTheSameBytesUnderTheSameIdAndANewTimestampOnEveryAttempt() {
    Delivery delivery = bench.pending(receivers.url("failsTwice"));
    SQSMessage ticket = bench.ticket(delivery);
    assertEquals(ids(ticket), handle(ticket));
    bench.clock.forward(Duration.ofSeconds(32));
    assertEquals(ids(ticket), handle(ticket));
    bench.clock.forward(Duration.ofSeconds(122));
    assertEquals(List.of(), handle(ticket));
    List<Received> requests = receivers.at("failsTwice");
    assertEquals(3, requests.size());
    requests.forEach(this::verify);
    assertEquals(1, requests.stream().map(Received::body).distinct().count());
    assertEquals(1, requests.stream().map(r -> r.header("webhook-id")).distinct().count());
    assertEquals(3, requests.stream().map(r -> r.header("webhook-timestamp")).distinct().count());
    assertEquals(new DeliveryCounts(0, 1, 0), counts(delivery));
  }

  @Test
  void attemptsNothingBeforeItIsDue() {
    Delivery delivery = bench.pending(receivers.url("alwaysFails"));
    SQSMessage ticket = bench.ticket(delivery);
    handle(ticket);
    bench.clock.forward(Duration.ofSeconds(29));
    assertEquals(ids(ticket), handle(ticket));
    assertEquals(1, receivers.at("alwaysFails").size());
  }

  @Test
  void waitsBeforeTheFirstAttemptToo() {
    try (DeliverFunction later = bench.deliver(java.util.Map.of("RETRY_SCHEDULE", "1m"))) {
      Delivery delivery = bench.pending(receivers.url("ok"));
      SQSMessage ticket = bench.ticket(delivery);
      assertEquals(ids(ticket), kept(Bench.invoke(later, event(ticket))));
      bench.clock.forward(Duration.ofMinutes(1));
      assertEquals(List.of(), kept(Bench.invoke(later, event(ticket))));
      assertEquals(1, receivers.at("ok").size());
    }
  }

  /** The template's own schedule; the last wait is longer than SQS can hide. */
  @Test
  void goesThroughTheWholeScheduleAndThenBuriesTheTicket() {
    Delivery delivery = bench.pending(receivers.url("alwaysFails"));
    SQSMessage ticket = bench.ticket(delivery);
    for (int seconds : List.of(30, 120, 600, 3_600, 21_600, 43_200)) {
      assertEquals(ids(ticket), handle(ticket));
      Duration wait = bench.untilNext(delivery);
      assertTrue(wait.toSeconds() >= seconds && wait.toSeconds() <= seconds + 10, wait.toString());
      bench.clock.forward(wait.plusMillis(1));
    }
    assertEquals(List.of(), handle(ticket));
    assertEquals(7, receivers.at("alwaysFails").size());
    assertEquals(7, bench.attempts(delivery).size());
    Delivery after = bench.again(delivery);
    assertEquals(DeliveryState.EXHAUSTED, after.state());
    assertNull(after.nextAttemptAt());
    assertEquals(new DeliveryCounts(0, 0, 1), counts(delivery));
    assertEquals(
        List.of("schedule_spent " + Json.write(DeliveryTicket.spent(delivery.id(), 1))),
        bench.buried(bench.deliverDeadLetters));
  }

  @ParameterizedTest
  @CsvSource({"alwaysFails, EXHAUSTED", "ok, DELIVERED"})
  void attemptsASampleOnce(String receiver, DeliveryState state) {
    Delivery sample = Samples.to(receivers.url(receiver), bench.account, bench.clock.instant());
    bench.deliveries.create(sample);
    assertEquals(List.of(), handle(bench.ticket(sample)));
    assertEquals(state, bench.again(sample).state());
    assertEquals(1, bench.attempts(sample).size());
    verify(receivers.at(receiver).getFirst());
    assertEquals(List.of(), handle(bench.ticket(sample)));
    assertEquals(1, receivers.at(receiver).size());
    assertEquals(List.of(), bench.buried(bench.deliverDeadLetters));
  }

  @Test
  void stopsAtOnceWhereTheReceiverIsGone() {
    Delivery delivery = bench.pending(receivers.url("gone"));
    assertEquals(List.of(), handle(bench.ticket(delivery)));
    assertEquals(DeliveryState.EXHAUSTED, bench.again(delivery).state());
    assertEquals(1, bench.again(delivery).attempts());
    assertEquals(new DeliveryCounts(0, 0, 1), counts(delivery));
    assertEquals(List.of(), bench.buried(bench.deliverDeadLetters));
  }

  @Test
  void neverFollowsARedirect() {
    Delivery delivery = bench.pending(receivers.url("redirects"));
    SQSMessage ticket = bench.ticket(delivery);
    assertEquals(ids(ticket), handle(ticket));
    assertEquals(307, bench.attempts(delivery).getFirst().status());
    assertEquals(List.of(), receivers.at("ok"));
  }

  @Test
  void readsABoundedPartOfAnAnswerAndKeepsOneKibibyte() {
    Delivery delivery = bench.pending(receivers.url("endlessBody"));
    assertEquals(List.of(), handle(bench.ticket(delivery)));
    assertEquals(DeliveryState.DELIVERED, bench.again(delivery).state());
    assertEquals("x".repeat(1_024), bench.attempts(delivery).getFirst().answer());
  }

  @Test
  void triesAgainWhereNobodyListens() {
    Delivery delivery = bench.pending(Receivers.refusesConnections());
    SQSMessage ticket = bench.ticket(delivery);
    assertEquals(ids(ticket), handle(ticket));
    assertEquals("connection_failed", bench.attempts(delivery).getFirst().error());
    assertEquals(new DeliveryCounts(1, 0, 0), counts(delivery));
  }

  @Test
  void reachesNoPrivateAddressWhereEgressIsStrict() {
    try (DeliverFunction strict = bench.deliver(java.util.Map.of("EGRESS_POLICY", "strict"))) {
      Delivery delivery = bench.pending(receivers.url("ok"));
      SQSMessage ticket = bench.ticket(delivery);
      assertEquals(ids(ticket), kept(Bench.invoke(strict, event(ticket))));
      assertEquals("blocked_destination", bench.attempts(delivery).getFirst().error());
      assertEquals(List.of(), receivers.at("ok"));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "tooManyRequests?300, 300",
    "unavailable?300, 300",
    "tooManyRequests?1, 30",
    "tooManyRequests?999999, 39600",
    "tooManyRequests?soon, 30"
  })
  void waitsAsLongAsTheReceiverAsksAndNeverLess(String receiver, int seconds) {
    Delivery delivery = bench.pending(receivers.url(receiver));
    handle(bench.ticket(delivery));
    long wait = bench.untilNext(delivery).toSeconds();
    assertTrue(wait >= seconds && wait <= seconds + 10, () -> "waits " + wait);
  }

  @Test
  void buriesForeignTicketsAndDoesTheRestOfTheBatch() {
    Delivery delivery = bench.pending(receivers.url("ok"));
    String unknown = Json.write(DeliveryTicket.of(Ids.secure().next(Id.Kind.DELIVERY)));
    assertEquals(
        List.of(),
        handle(message("not json"), message("{}"), message(unknown), bench.ticket(delivery)));
    assertEquals(DeliveryState.DELIVERED, bench.again(delivery).state());
    assertEquals(
        List.of("not_ours not json", "not_ours {}", "unknown_delivery " + unknown),
        bench.buried(bench.deliverDeadLetters).stream().sorted().toList());
  }

  /** A deployment changes one function after the other. */
  @Test
  void keepsTicketsOfANewerVersion() {
    Delivery delivery = bench.pending(receivers.url("ok"));
    SQSMessage newer =
        message("{\"schema\":2,\"delivery\":\"%s\",\"lane\":3}".formatted(delivery.id()));
    assertEquals(List.of(newer.getMessageId()), handle(newer));
    assertEquals(DeliveryState.PENDING, bench.again(delivery).state());
    assertEquals(List.of(), bench.buried(bench.deliverDeadLetters));
  }

  @Test
  void attemptsNothingThatHasEnded() {
    Delivery delivery = bench.pending(receivers.url("ok"));
    handle(bench.ticket(delivery));
    assertEquals(List.of(), handle(bench.ticket(delivery)));
    assertEquals(1, receivers.at("ok").size());
    assertEquals(new DeliveryCounts(0, 1, 0), counts(delivery));
  }

  @Test
  void countsOneAttemptHoweverManyTicketsThereAre() {
    Delivery delivery = bench.pending(receivers.url("ok"));
    SQSMessage[] tickets =
        IntStream.range(0, 10).mapToObj(_ -> bench.ticket(delivery)).toArray(SQSMessage[]::new);
    List<String> kept = handle(tickets);
    assertNotEquals(10, kept.size());
    assertEquals(DeliveryState.DELIVERED, bench.again(delivery).state());
    assertEquals(1, bench.attempts(delivery).size());
    assertEquals(new DeliveryCounts(0, 1, 0), counts(delivery));
  }

  /** Where tickets wait for long, ReconcileFunction sends others. */
  @Test
  void dropsATicketThatAnotherOneForestalled() {
    Delivery delivery = bench.pending(receivers.url("alwaysFails"));
    SQSMessage first = sent(bench.ticket(delivery), bench.clock.instant());
    SQSMessage second = sent(bench.ticket(delivery), bench.clock.instant().plusMillis(1));
    bench.clock.forward(Duration.ofMinutes(4));
    assertEquals(ids(first), handle(first));
    assertEquals(List.of(), handle(second));
    SQSMessage handedOn = sent(bench.ticket(delivery), bench.clock.instant().plusMillis(1));
    assertEquals(ids(handedOn), handle(handedOn), "sent after the attempt: nobody else may live");
    assertEquals(ids(first), handle(again(first)), "it is its own attempt that it waits for");
    assertEquals(1, bench.again(delivery).attempts());
  }

  private static SQSMessage sent(SQSMessage ticket, Instant at) {
    ticket.setAttributes(
        Map.of("ApproximateReceiveCount", "1", "SentTimestamp", Long.toString(at.toEpochMilli())));
    return ticket;
  }

  private static SQSMessage again(SQSMessage ticket) {
    Map<String, String> attributes = new HashMap<>(ticket.getAttributes());
    attributes.put("ApproximateReceiveCount", "2");
    ticket.setAttributes(attributes);
    return ticket;
  }

  @Test
  void endsADeliveryWhoseCaptureIsGone() {
    Delivery delivery = bench.pending(receivers.url("ok"));
    bench.forget(delivery.capture());
    assertEquals(List.of(), handle(bench.ticket(delivery)));
    assertEquals(DeliveryState.DELIVERED, bench.again(delivery).state());
    assertTrue(bench.captures.find(delivery.capture()).isEmpty());
  }

  @Test
  void keepsATicketThatCannotBeHidden() {
    Delivery delivery = bench.pending(receivers.url("alwaysFails"));
    SQSMessage ticket = bench.unseen(delivery);
    assertEquals(ids(ticket), handle(ticket));
    assertEquals(1, bench.again(delivery).attempts());
  }
}
