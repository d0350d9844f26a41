package dev.shutterhook.core.account;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.shutterhook.core.fixture.CaptureFixture;
import dev.shutterhook.core.fixture.CloudExtension;
import dev.shutterhook.core.seal.SealingKey;
import dev.shutterhook.core.webhook.WebhookSecret;
import dev.shutterhook.localcloud.LocalCloud;
import java.security.SecureRandom;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The table is real and shaped by the template. */
@ExtendWith(CloudExtension.class)
class WebhookSecretStoreTest {
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
    String secret = store(CaptureFixture.KEY).of(account).getFirst().text();
    String items =
        cloud
            .dynamoDb()
            .scan(scan -> scan.tableName(cloud.tableName("AccountsTable")))
            .items()
            .toString();
    assertFalse(items.contains(secret.substring("whsec_".length())));
  }

  @Test
  void opensWithTheStacksOwnKeyAlone() {
    store(CaptureFixture.KEY).of(account);
    WebhookSecretStore other = store(SealingKey.parse("another stack's, of as many letters"));
    assertThrows(IllegalStateException.class, () -> other.of(account));
  }
}
