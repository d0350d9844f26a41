package dev.shutterhook.deliver;

import static dev.shutterhook.deliver.Bench.kept;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import com.standardwebhooks.Webhook;
import com.standardwebhooks.exceptions.WebhookVerificationException;
import dev.shutterhook.core.account.Rotation;
import dev.shutterhook.core.fixture.CloudExtension;
import dev.shutterhook.core.table.Transaction;
import dev.shutterhook.core.webhook.Delivery;
import dev.shutterhook.core.webhook.WebhookSecret;
import dev.shutterhook.core.webhook.WebhookSecrets;
import dev.shutterhook.deliver.Receivers.Received;
import dev.shutterhook.deliver.SecretiveReceivers.Visit;
import dev.shutterhook.localcloud.LocalCloud;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Webhooks while the secret that signs them is replaced. Real: the function, its tables, receivers
 * that verify with the standard's own library. The clock is real too where receivers switch.
 */
@ExtendWith(CloudExtension.class)
class RotationTest {
  private static final int BATCH = 10;
  private static final int ENVIRONMENTS = 3;
  private static final int RECEIVERS = 10;
  private static final int BEFORE = 20;
  private static final int DURING = 40;
  private static final int AFTER = 20;
  private static final int AGES = 20;
  private static final Duration A_WHILE = Duration.ofSeconds(30);

  private final Bench bench;
  private final Receivers receivers = new Receivers();

  RotationTest(LocalCloud cloud) {
    bench = new Bench(cloud);
  }

  @AfterEach
  void end() {
    receivers.close();
  }

  private Delivery to(String url, String account) {
    return Samples.to(url, account, bench.clock.instant());
  }

  private SQSMessage[] tickets(List<Delivery> deliveries) {
    var writes = deliveries.stream().map(bench.deliveries::creating).toList();
    assertInstanceOf(Transaction.Committed.class, Transaction.write(bench.aws.dynamoDb(), writes));
    return deliveries.stream().map(delivery -> bench.unseen(delivery)).toArray(SQSMessage[]::new);
  }

  private void deliver(DeliverFunction function, List<Delivery> deliveries) {
    List<SQSMessage> left = new ArrayList<>(List.of(tickets(deliveries)));
    // Until the host is known to be quick, few are taken at a time.
    await()
        .atMost(A_WHILE)
        .until(
            () -> {
              List<String> kept =
                  kept(Bench.invoke(function, Bench.event(left.toArray(SQSMessage[]::new))));
              left.removeIf(ticket -> !kept.contains(ticket.getMessageId()));
              return left.isEmpty();
            });
  }

  private WebhookSecrets rotate(String account, Instant at) {
    return assertInstanceOf(Rotation.Rotated.class, bench.secrets.rotate(account, false, at))
        .secrets();
  }

  /**
   * The trap: who signs remembers, and a receiver may have the fresh secret the moment it is told.
   */
  @Test
  void signsWithAFreshSecretBeforeAnybodyIsToldOfIt() {
    try (DeliverFunction deliver = bench.deliver()) {
      WebhookSecret old = bench.secrets.find(bench.account).current();
      deliver(deliver, List.of(to(receivers.url("ok"), bench.account)));
      WebhookSecrets rotated = rotate(bench.account, bench.clock.instant());
      bench.clock.forward(WebhookSecrets.MAX_REMEMBERED.minusMillis(1));
      deliver(deliver, List.of(to(receivers.url("ok"), bench.account)));
      bench.clock.forward(rotated.untilTold(bench.clock.instant()));
      deliver(deliver, List.of(to(receivers.url("ok"), bench.account)));
      List<Received> all = receivers.at("ok");
      verifies(old, all.get(1));
      refuses(rotated.current(), all.get(1));
      verifies(old, all.get(2));
      verifies(rotated.current(), all.get(2));
    }
  }

  @Test
  void losesNoWebhookWhileReceiversSwitchTheirSecretOneAfterTheOther() throws Exception {
    WebhookSecret old = bench.secrets.find(bench.account).current();
    try (SecretiveReceivers secretive =
        new SecretiveReceivers(Collections.nCopies(RECEIVERS, old))) {
      List<DeliverFunction> environments = environments();
      try (ExecutorService threads = Executors.newFixedThreadPool(ENVIRONMENTS)) {
        done(batches(BEFORE, secretive, environments, threads));
        List<Future<?>> during = batches(DURING, secretive, environments, threads);
        during.getFirst().get();
        WebhookSecrets rotated = rotate(bench.account, Instant.now());
        await().atMost(A_WHILE).until(() -> rotated.untilTold(Instant.now()).isZero());
        // The last keeps the old one; the first switches without waiting for anybody.
        for (int receiver = 0; receiver < RECEIVERS; receiver++) {
          secretive.switchTo(receiver == RECEIVERS - 1 ? old : rotated.current(), receiver);
          done(batches(AFTER / RECEIVERS, secretive, environments, threads));
        }
        done(during);
        assertEquals(BATCH * (BEFORE + DURING + AFTER), secretive.visits().size());
        everybodyVerifiedAll(secretive.visits(), old, rotated.current());
      } finally {
        environments.forEach(DeliverFunction::close);
      }
    }
  }

  private static void done(List<Future<?>> batches) throws Exception {
    for (Future<?> batch : batches) {
      batch.get();
    }
  }

  private List<DeliverFunction> environments() {
    return IntStream.range(0, ENVIRONMENTS)
        .mapToObj(
            _ ->
                new DeliverFunction(
                    bench.deliverConfig(java.util.Map.of()),
                    bench.deliverClients(java.util.Map.of())))
        .toList();
  }

  private List<Future<?>> batches(
      int count,
      SecretiveReceivers secretive,
      List<DeliverFunction> environments,
      ExecutorService threads) {
    List<Future<?>> all = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      DeliverFunction function = environments.get(i % ENVIRONMENTS);
      all.add(
          threads.submit(
              () ->
                  deliver(
                      function,
                      IntStream.range(0, BATCH)
                          .mapToObj(n -> to(secretive.url(n % RECEIVERS), bench.account))
                          .toList())));
    }
    return all;
  }

  private static void everybodyVerifiedAll(
      List<Visit> visits, WebhookSecret old, WebhookSecret fresh) {
    assertEquals(List.of(), visits.stream().filter(v -> !v.refused().isEmpty()).toList());
    assertTrue(visits.stream().anyMatch(v -> v.signatures() == 1), "some came before");
    assertTrue(visits.stream().anyMatch(v -> v.signatures() == 2 && v.by().equals(old)));
    for (int i = 0; i < RECEIVERS; i++) {
      int receiver = i;
      boolean switched =
          visits.stream().anyMatch(v -> v.receiver() == receiver && v.by().equals(fresh));
      assertEquals(receiver < RECEIVERS - 1, switched, "receiver " + receiver);
    }
  }

  /** The verifier's clock is the machine's, so that the rotation lies in the past. */
  @Test
  void verifiesByEitherSecretAtAnyMomentOfTheDayAfter() {
    SplittableRandom random = new SplittableRandom(24);
    try (DeliverFunction deliver =
        new DeliverFunction(
            bench.deliverConfig(java.util.Map.of()), bench.deliverClients(java.util.Map.of()))) {
      for (int i = 0; i < AGES; i++) {
        String account = "account-" + UUID.randomUUID();
        WebhookSecret old = bench.secrets.find(account).current();
        long millis = random.nextLong(WebhookSecrets.OVERLAP.minusMinutes(1).toMillis());
        WebhookSecrets rotated = rotate(account, Instant.now().minusMillis(millis));
        deliver(
            deliver,
            IntStream.range(0, BATCH).mapToObj(_ -> to(receivers.url("ok"), account)).toList());
        receivers.at("ok").stream()
            .skip((long) i * BATCH)
            .forEach(
                request -> {
                  verifies(old, request);
                  verifies(rotated.current(), request);
                });
      }
      assertEquals(AGES * BATCH, receivers.at("ok").size());
    }
  }

  @Test
  void signsNoMoreWithASecretThatWasReplacedADayAgo() {
    WebhookSecret old = bench.secrets.find(bench.account).current();
    WebhookSecrets rotated =
        rotate(bench.account, bench.clock.instant().minus(WebhookSecrets.OVERLAP));
    try (DeliverFunction deliver = bench.deliver()) {
      deliver(deliver, List.of(to(receivers.url("ok"), bench.account)));
    }
    refuses(old, receivers.at("ok").getFirst());
    verifies(rotated.current(), receivers.at("ok").getFirst());
  }

  private static void verifies(WebhookSecret secret, Received request) {
    assertDoesNotThrow(() -> new Webhook(secret.text()).verify(request.body(), request.headers()));
  }

  private static void refuses(WebhookSecret secret, Received request) {
    assertThrows(
        WebhookVerificationException.class,
        () -> new Webhook(secret.text()).verify(request.body(), request.headers()));
  }
}
