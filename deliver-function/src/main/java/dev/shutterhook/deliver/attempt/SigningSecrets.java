package dev.shutterhook.deliver.attempt;

import dev.shutterhook.core.account.WebhookSecretStore;
import dev.shutterhook.core.table.ShortMemory;
import dev.shutterhook.core.webhook.SigningKey;
import dev.shutterhook.core.webhook.WebhookSecrets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

/** The accounts' secrets, remembered for a moment. Safe for threads. */
public final class SigningSecrets {
  public static final int MAX_ACCOUNTS = 1_000;

  private final WebhookSecretStore store;
  private final InstantSource clock;
  private final ShortMemory<String, WebhookSecrets> known = new ShortMemory<>(MAX_ACCOUNTS);

  public SigningSecrets(WebhookSecretStore store, InstantSource clock) {
    this.store = store;
    this.clock = clock;
  }

  /** The keys that sign an account's webhooks now. */
  public List<SigningKey> of(String account) {
    Instant now = clock.instant();
    return known.recall(account, now).orElseGet(() -> learned(account, now)).signingAt(now);
  }

  /** What is read is as old as the moment before the reading. */
  private WebhookSecrets learned(String account, Instant now) {
    WebhookSecrets secrets = store.find(account);
    known.keep(account, secrets, now.plus(WebhookSecrets.MAX_REMEMBERED));
    return secrets;
  }
}
