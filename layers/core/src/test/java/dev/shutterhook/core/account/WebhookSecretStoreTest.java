package dev.shutterhook.core.account;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.shutterhook.core.fixture.CaptureFixture;
import dev.shutterhook.core.fixture.CloudExtension;
import dev.shutterhook.core.seal.SealingKey;
import dev.shutterhook.core.webhook.WebhookKeyPair;
import dev.shutterhook.core.webhook.WebhookSecret;
import dev.shutterhook.core.webhook.WebhookSecrets;
import dev.shutterhook.localcloud.LocalCloud;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The table is real and shaped by the template. */
@ExtendWith(CloudExtension.class)
class WebhookSecretStoreTest {
  private static final Instant NOW = Instant.parse("2026-11-01T12:00:00.123Z");
  private static final Duration ALMOST_A_DAY = WebhookSecrets.OVERLAP.minusMillis(1);
  private static final int ROTATORS = 8;

  private final LocalCloud cloud;
  private final String account = "account-" + UUID.randomUUID();

  WebhookSecretStoreTest(LocalCloud cloud) {
    this.cloud = cloud;
  }

  private WebhookSecretStore store(SealingKey key) {
    return new WebhookSecretStore(
        cloud.dynamoDb(), cloud.tableName("AccountsTable"), new SecureRandom(), key);
  }

  @Test
  void makesAnAccountsSecretOnceHoweverManyAskFirst() {
    WebhookSecretStore store = store(CaptureFixture.KEY);
    Set<List<String>> seen = ConcurrentHashMap.newKeySet();
    IntStream.range(0, 20)
        .parallel()
        .forEach(_ -> seen.add(store.of(account).stream().map(WebhookSecret::text).toList()));
    assertEquals(1, seen.size());
    assertNotEquals(store.of(account), store.of("account-" + UUID.randomUUID()));
  }

  @Test
  void leavesNothingReadableInTheTable() {
    store(CaptureFixture.KEY).rotate(account, false, NOW);
    WebhookSecrets secrets = store(CaptureFixture.KEY).withPair(account, NOW);
    String items =
        cloud
            .dynamoDb()
            .scan(scan -> scan.tableName(cloud.tableName("AccountsTable")))
            .items()
            .toString();
    List<WebhookSecret> both = store(CaptureFixture.KEY).of(account);
    assertEquals(2, both.size());
    for (WebhookSecret secret : both) {
      assertFalse(items.contains(secret.text().substring("whsec_".length())));
    }
    String seed = secrets.pair().orElseThrow().keys().secretKey();
    assertFalse(items.contains(seed.substring("whsk_".length())));
  }

  @Test
  void signsWithBothSecretsForADayAfterARotation() {
    WebhookSecretStore store = store(CaptureFixture.KEY);
    WebhookSecret old = store.find(account).current();
    WebhookSecrets rotated = rotated(store.rotate(account, false, NOW));
    assertNotEquals(old, rotated.current());
    assertEquals(rotated, store.find(account));
    assertEquals(List.of(rotated.current(), old), rotated.signingAt(NOW.plus(ALMOST_A_DAY)));
    assertEquals(List.of(rotated.current()), rotated.signingAt(NOW.plus(WebhookSecrets.OVERLAP)));
  }

  @Test
  void rotatesOnceADayUnlessThePreviousSecretIsRevoked() {
    WebhookSecretStore store = store(CaptureFixture.KEY);
    WebhookSecret first = store.find(account).current();
    WebhookSecret second = rotated(store.rotate(account, false, NOW)).current();
    assertEquals(
        new Rotation.UnderWay(NOW.plus(WebhookSecrets.OVERLAP)),
        store.rotate(account, false, NOW.plus(ALMOST_A_DAY)));
    assertEquals(List.of(second, first), store.of(account));
    WebhookSecret third = rotated(store.rotate(account, true, NOW.plusSeconds(1))).current();
    assertEquals(List.of(third, second), store.find(account).signingAt(NOW.plusSeconds(1)));
    Instant dayAfter = NOW.plusSeconds(1).plus(WebhookSecrets.OVERLAP);
    WebhookSecret fourth = rotated(store.rotate(account, false, dayAfter)).current();
    assertEquals(List.of(fourth, third), store.of(account));
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void rotatesForOneOfThoseWhoAskAtOnce(boolean revokePrevious) throws InterruptedException {
    WebhookSecretStore store = store(CaptureFixture.KEY);
    WebhookSecret old = store.find(account).current();
    List<Rotation> all = together(() -> store.rotate(account, revokePrevious, NOW));
    List<Rotation> won = all.stream().filter(Rotation.Rotated.class::isInstance).toList();
    assertFalse(won.isEmpty());
    if (!revokePrevious) {
      assertEquals(1, won.size());
      assertEquals(List.of(rotated(won.getFirst()).current(), old), store.of(account));
    }
    // Each that won has replaced another secret: none was lost between two.
    Set<WebhookSecret> replaced =
        won.stream()
            .map(one -> rotated(one).previous().orElseThrow().secret())
            .collect(Collectors.toSet());
    assertEquals(won.size(), replaced.size());
    assertTrue(replaced.contains(old));
  }

  private static List<Rotation> together(Callable<Rotation> rotation) throws InterruptedException {
    CyclicBarrier start = new CyclicBarrier(ROTATORS);
    Callable<Rotation> atOnce =
        () -> {
          start.await();
          return rotation.call();
        };
    try (ExecutorService threads = Executors.newFixedThreadPool(ROTATORS)) {
      return threads.invokeAll(Collections.nCopies(ROTATORS, atOnce)).stream()
          .map(Future::resultNow)
          .toList();
    }
  }

  private static WebhookSecrets rotated(Rotation rotation) {
    return assertInstanceOf(Rotation.Rotated.class, rotation).secrets();
  }

  @Test
  void makesAnAccountsKeyPairOnceAndKeepsItThroughARotation() {
    WebhookSecretStore store = store(CaptureFixture.KEY);
    assertTrue(store.find(account).pair().isEmpty());
    Set<WebhookSecrets> seen = ConcurrentHashMap.newKeySet();
    IntStream.range(0, 20).parallel().forEach(_ -> seen.add(store.withPair(account, NOW)));
    assertEquals(1, seen.size());
    WebhookSecrets secrets = store.find(account);
    assertEquals(Set.of(secrets), seen);
    WebhookKeyPair pair = secrets.pair().orElseThrow().keys();
    assertEquals(List.of(secrets.current(), pair), secrets.signingAt(NOW));
    WebhookSecrets rotated = rotated(store.rotate(account, false, NOW));
    assertEquals(List.of(rotated.current(), secrets.current(), pair), rotated.signingAt(NOW));
  }

  @Test
  void tellsNeitherAFreshSecretNorAFreshPairAtOnce() {
    WebhookSecretStore store = store(CaptureFixture.KEY);
    assertEquals(Duration.ZERO, store.find(account).untilTold(NOW));
    assertEquals(WebhookSecrets.TOLD_AFTER, store.withPair(account, NOW).untilTold(NOW));
    Instant later = NOW.plus(WebhookSecrets.TOLD_AFTER);
    assertEquals(Duration.ZERO, store.withPair(account, later).untilTold(later));
    Instant between = NOW.plusSeconds(1);
    assertEquals(
        WebhookSecrets.TOLD_AFTER,
        rotated(store.rotate(account, false, between)).untilTold(between));
  }

  @Test
  void opensWithTheStacksOwnKeyAlone() {
    store(CaptureFixture.KEY).of(account);
    WebhookSecretStore other = store(SealingKey.parse("another stack's, of as many letters"));
    assertThrows(IllegalStateException.class, () -> other.of(account));
  }
}
