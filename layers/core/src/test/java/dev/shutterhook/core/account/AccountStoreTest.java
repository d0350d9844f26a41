package dev.shutterhook.core.account;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import dev.shutterhook.core.fixture.CloudExtension;
import dev.shutterhook.core.webhook.WebhookSecret;
import dev.shutterhook.localcloud.LocalCloud;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The table is real and shaped by the template. */
@ExtendWith(CloudExtension.class)
class AccountStoreTest {
  private static final Instant NOW = Instant.parse("2026-11-01T12:00:00Z");

  private final LocalCloud cloud;
  private final AccountStore store;
  private final ApiKey key = ApiKey.random(new SecureRandom());
  private final String account = "account-" + UUID.randomUUID();

  AccountStoreTest(LocalCloud cloud) {
    this.cloud = cloud;
    this.store =
        new AccountStore(cloud.dynamoDb(), cloud.tableName("AccountsTable"), new SecureRandom());
  }

  private Authenticator authenticator(Optional<String> bootstrapHash) {
    return new Authenticator(store, bootstrapHash);
  }

  @Test
  void findsAKeyByItsPublicPart() {
    store.keep(key, account, NOW);
    assertEquals(
        Optional.of(new AccountStore.StoredKey(account, key.hash())),
        store.findKey(key.publicId()));
    assertEquals(Optional.empty(), store.findKey("0000000000000000"));
  }

  @Test
  void keepsAKeyWithItsFirstOwner() {
    store.keep(key, account, NOW);
    store.keep(key, "thief", NOW);
    assertEquals(account, store.findKey(key.publicId()).orElseThrow().account());
  }

  @Test
  void storesNothingOfAKeyButItsHash() {
    store.keep(key, account, NOW);
    String items =
        cloud
            .dynamoDb()
            .scan(s -> s.tableName(cloud.tableName("AccountsTable")))
            .items()
            .toString();
    assertFalse(items.contains(key.text()));
  }

  @Test
  void makesAnAccountsSecretOnceHoweverManyAskFirst() {
    Set<List<String>> seen = ConcurrentHashMap.newKeySet();
    IntStream.range(0, 20)
        .parallel()
        .forEach(
            _ ->
                seen.add(store.webhookSecrets(account).stream().map(WebhookSecret::text).toList()));
    assertEquals(1, seen.size());
    assertNotEquals(
        store.webhookSecrets(account), store.webhookSecrets("account-" + UUID.randomUUID()));
  }

  @Test
  void knowsTheHolderOfAKey() {
    store.keep(key, account, NOW);
    Authenticator authenticator = authenticator(Optional.empty());
    assertEquals(Optional.of(account), authenticator.account("Bearer " + key.text()));
    assertEquals(Optional.of(account), authenticator.account("bearer  " + key.text() + " "));
  }

  @Test
  void knowsTheBootstrapKeyWithoutATable() {
    Authenticator authenticator = authenticator(Optional.of(ApiKey.hash("any text will do")));
    assertEquals(
        Optional.of(Authenticator.BOOTSTRAP_ACCOUNT),
        authenticator.account("Bearer any text will do"));
    assertEquals(Optional.empty(), authenticator.account("Bearer any text will not do"));
  }

  @Test
  void refusesEverybodyElse() {
    store.keep(key, account, NOW);
    Authenticator authenticator = authenticator(Optional.empty());
    ApiKey stranger = ApiKey.random(new SecureRandom());
    assertEquals(Optional.empty(), authenticator.account(null));
    assertEquals(Optional.empty(), authenticator.account(""));
    assertEquals(Optional.empty(), authenticator.account("Bearer"));
    assertEquals(Optional.empty(), authenticator.account("Bearer "));
    assertEquals(Optional.empty(), authenticator.account("Basic " + key.text()));
    assertEquals(Optional.empty(), authenticator.account("Bearer " + stranger.text()));
  }

  /** The public part of a real key with a secret that somebody guessed. */
  @Test
  void refusesAGuessedSecretBehindARealPublicPart() {
    store.keep(key, account, NOW);
    String guess = key.publicId() + "0".repeat(64);
    java.util.zip.CRC32 crc = new java.util.zip.CRC32();
    crc.update(guess.getBytes(java.nio.charset.StandardCharsets.US_ASCII));
    String text = ApiKey.PREFIX + guess + String.format("%08x", crc.getValue());
    assertEquals(key.publicId(), ApiKey.parse(text).orElseThrow().publicId());
    assertEquals(Optional.empty(), authenticator(Optional.empty()).account("Bearer " + text));
  }
}
