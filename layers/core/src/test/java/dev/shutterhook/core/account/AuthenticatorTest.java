package dev.shutterhook.core.account;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.shutterhook.core.account.Admission.Admitted;
import dev.shutterhook.core.account.Admission.Stranger;
import dev.shutterhook.core.account.Admission.TooMany;
import dev.shutterhook.core.fixture.CloudExtension;
import dev.shutterhook.core.fixture.TestClock;
import dev.shutterhook.localcloud.LocalCloud;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** The table is real and shaped by the template. */
@Execution(ExecutionMode.CONCURRENT)
@ExtendWith(CloudExtension.class)
class AuthenticatorTest {
  private static final int LIMIT = 20;
  private static final int CLIENTS = 50;
  private static final int WHOLE_SECONDS = 3;

  private final LocalCloud cloud;
  private final ApiKeyStore keys;
  private final ApiKey key = ApiKey.random(new SecureRandom());
  private final String account = "account-" + UUID.randomUUID();
  private final TestClock clock = TestClock.atNow();

  AuthenticatorTest(LocalCloud cloud) {
    this.cloud = cloud;
    this.keys = new ApiKeyStore(cloud.dynamoDb(), cloud.tableName("AccountsTable"));
  }

  private Authenticator authenticator(InstantSource time, Optional<String> bootstrapHash) {
    return new Authenticator(
        cloud.dynamoDb(),
        cloud.tableName("AccountsTable"),
        new DefaultLimits(LIMIT, 0),
        bootstrapHash,
        time);
  }

  private Authenticator authenticator() {
    return authenticator(clock, Optional.empty());
  }

  private void create(KeyLimits limits) {
    keys.create(key, account, Optional.of("mine"), limits, clock.instant());
  }

  private static String bearer(ApiKey key) {
    return "Bearer " + key.text();
  }

  @Test
  void knowsTheHolderOfAKey() {
    create(new KeyLimits(20, 7L));
    Admitted admitted = assertInstanceOf(Admitted.class, authenticator().admit(bearer(key)));
    assertEquals(new Caller(account, key.publicId(), 7, 20), admitted.caller());
    assertInstanceOf(Admitted.class, authenticator().admit("bearer  " + key.text() + " "));
  }

  @Test
  void knowsTheBootstrapKeyByItsHash() {
    Authenticator authenticator =
        authenticator(clock, Optional.of(ApiKey.hash("any text will do")));
    Admitted admitted =
        assertInstanceOf(Admitted.class, authenticator.admit("Bearer any text will do"));
    assertEquals(Authenticator.BOOTSTRAP_ACCOUNT, admitted.caller().account());
    assertInstanceOf(Stranger.class, authenticator.admit("Bearer any text will not do"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "Bearer", "Bearer ", "Basic KEY", "Bearer KEY0", "Bearer shk_"})
  void refusesWhatIsNoKey(String header) {
    create(KeyLimits.NONE);
    assertInstanceOf(
        Stranger.class, authenticator().admit(header.replace("KEY", key.text())), header);
    assertInstanceOf(Stranger.class, authenticator().admit(null));
  }

  /** The public part of a real key with a secret that somebody guessed. */
  @Test
  void refusesAGuessedSecretAndCountsItToNobody() {
    create(new KeyLimits(1, null));
    String guess = key.publicId() + "0".repeat(64);
    CRC32 crc = new CRC32();
    crc.update(guess.getBytes(US_ASCII));
    String text = ApiKey.PREFIX + guess + String.format("%08x", crc.getValue());
    assertEquals(key.publicId(), ApiKey.parse(text).orElseThrow().publicId());
    Authenticator authenticator = authenticator();
    for (int i = 0; i < 3; i++) {
      assertInstanceOf(Stranger.class, authenticator.admit("Bearer " + text));
    }
    assertInstanceOf(Admitted.class, authenticator.admit(bearer(key)));
    assertInstanceOf(TooMany.class, authenticator.admit(bearer(key)));
    assertInstanceOf(Stranger.class, authenticator.admit("Bearer " + text));
  }

  /** Nobody listens where this client looks for the table: any read would throw. */
  @Test
  void readsNoTableForAKeyWithAWrongChecksum() {
    try (DynamoDbClient nobody =
        DynamoDbClient.builder()
            .endpointOverride(URI.create("http://127.0.0.1:1"))
            .region(Region.EU_CENTRAL_1)
            .credentialsProvider(
                StaticCredentialsProvider.create(AwsBasicCredentials.create("a", "b")))
            .build()) {
      Authenticator cut =
          new Authenticator(nobody, "none", new DefaultLimits(1, 0), Optional.empty(), clock);
      String text = key.text();
      char last = text.charAt(text.length() - 1);
      String typed = text.substring(0, text.length() - 1) + (last == '0' ? '1' : '0');
      assertInstanceOf(Stranger.class, cut.admit("Bearer " + typed));
      assertThrows(RuntimeException.class, () -> cut.admit("Bearer " + text));
    }
  }

  @Test
  void knowsARevokedKeyNoLonger() {
    create(KeyLimits.NONE);
    Authenticator authenticator = authenticator();
    assertInstanceOf(Admitted.class, authenticator.admit(bearer(key)));
    assertTrue(keys.revoke(key.publicId(), clock.instant()));
    assertInstanceOf(Stranger.class, authenticator.admit(bearer(key)));
    assertFalse(keys.revoke("0000000000000000", clock.instant()));
  }

  @Test
  void listsKeysAndTheirLimitsAndStoresNothingOfAKeyButItsHash() {
    create(KeyLimits.NONE);
    assertTrue(keys.limit(key.publicId(), new KeyLimits(3, 0L)));
    assertEquals(new KeyLimits(3, 0L), mine().limits());
    assertTrue(keys.limit(key.publicId(), new KeyLimits(null, 9L)));
    assertEquals(new KeyLimits(null, 9L), mine().limits());
    assertEquals(Optional.of("mine"), mine().label());
    assertThrows(IllegalStateException.class, () -> create(KeyLimits.NONE));
    String items =
        cloud
            .dynamoDb()
            .scan(scan -> scan.tableName(cloud.tableName("AccountsTable")))
            .items()
            .toString();
    assertFalse(items.contains(key.text().substring(ApiKey.PREFIX.length() + 16)));
  }

  private StoredKey mine() {
    return keys.list().stream()
        .filter(stored -> stored.publicId().equals(key.publicId()))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void letsTheNextSecondBeginAnew() {
    create(new KeyLimits(2, null));
    Authenticator authenticator = authenticator();
    assertInstanceOf(Admitted.class, authenticator.admit(bearer(key)));
    assertInstanceOf(Admitted.class, authenticator.admit(bearer(key)));
    assertEquals(new TooMany(2, Duration.ofSeconds(1)), authenticator.admit(bearer(key)));
    clock.forward(Duration.ofSeconds(1));
    assertInstanceOf(Admitted.class, authenticator.admit(bearer(key)));
  }

  /** An environment whose clock is late counts in the window that the others have opened. */
  @Test
  void givesNobodyMoreBecauseClocksDiffer() {
    create(new KeyLimits(2, null));
    Instant now = clock.instant();
    Authenticator ahead = authenticator(() -> now.plusSeconds(5), Optional.empty());
    assertInstanceOf(Admitted.class, ahead.admit(bearer(key)));
    assertInstanceOf(Admitted.class, authenticator().admit(bearer(key)));
    assertInstanceOf(TooMany.class, authenticator().admit(bearer(key)));
    assertInstanceOf(TooMany.class, ahead.admit(bearer(key)));
  }

  /** Each client has an environment of its own: nothing is shared but the table. */
  @Test
  void admitsAsManyAsTheLimitSaysHoweverManyClientsPush() throws InterruptedException {
    create(KeyLimits.NONE);
    Map<Long, AtomicInteger> admitted = new ConcurrentSkipListMap<>();
    long end = Instant.now().getEpochSecond() + WHOLE_SECONDS + 1;
    try (ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < CLIENTS; i++) {
        clients.execute(() -> push(admitted, end));
      }
    }
    int windows = admitted.size();
    int all = admitted.values().stream().mapToInt(AtomicInteger::get).sum();
    assertTrue(windows > WHOLE_SECONDS, admitted.toString());
    // A request that is overtaken by the next second counts there; the first may begin at its end.
    assertTrue(all <= windows * LIMIT && all >= (windows - 1) * LIMIT, admitted.toString());
  }

  /** Asks in one second after another, and notes by the second in which it asked. */
  private void push(Map<Long, AtomicInteger> admitted, long end) {
    for (Instant now = Instant.now(); now.getEpochSecond() <= end; now = Instant.now()) {
      Instant asked = now;
      Admission admission = authenticator(() -> asked, Optional.empty()).admit(bearer(key));
      if (admission instanceof Admitted) {
        admitted
            .computeIfAbsent(asked.getEpochSecond(), _ -> new AtomicInteger())
            .incrementAndGet();
      }
    }
  }
}
