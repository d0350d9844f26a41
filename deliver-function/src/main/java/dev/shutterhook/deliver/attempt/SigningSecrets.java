package dev.shutterhook.deliver.attempt;

import dev.shutterhook.core.account.WebhookSecretStore;
import dev.shutterhook.core.webhook.SigningKey;
import dev.shutterhook.core.webhook.WebhookSecrets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/** The accounts' secrets, remembered for a moment. Safe for threads. */
public final class SigningSecrets {
  public static final int MAX_ACCOUNTS = 1_000;

  private final WebhookSecretStore store;
  private final InstantSource clock;
  private final SequencedMap<String, Known> known = new LinkedHashMap<>();

  public SigningSecrets(WebhookSecretStore store, InstantSource clock) {
    this.store = store;
    this.clock = clock;
  }

  private record Known(WebhookSecrets secrets, Instant until) {}

  /** The keys that sign an account's webhooks now. */
  public List<SigningKey> of(String account) {
    Instant now = clock.instant();
    return remembered(account, now).orElseGet(() -> learned(account, now)).signingAt(now);
  }

  private synchronized Optional<WebhookSecrets> remembered(String account, Instant now) {
    return Optional.ofNullable(known.get(account))
        .filter(entry -> now.isBefore(entry.until()))
        .map(Known::secrets);
  }

  /** What is read is as old as the moment before the reading. */
  private WebhookSecrets learned(String account, Instant now) {
    WebhookSecrets secrets = store.find(account);
    remember(account, new Known(secrets, now.plus(WebhookSecrets.MAX_REMEMBERED)));
    return secrets;
  }

  private synchronized void remember(String account, Known fresh) {
    known.remove(account);
    if (known.size() >= MAX_ACCOUNTS) {
      known.pollFirstEntry();
    }
    known.put(account, fresh);
  }
}
