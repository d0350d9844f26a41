package dev.shutterhook.deliver.attempt;

import dev.shutterhook.core.account.WebhookSecretStore;
import dev.shutterhook.core.webhook.WebhookSecret;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/** The accounts' secrets, remembered for a moment. Safe for threads. */
public final class SigningSecrets {
  /** A rotated secret signs for a day; a minute later is soon enough. */
  public static final Duration MAX_AGE = Duration.ofSeconds(60);

  public static final int MAX_ACCOUNTS = 1_000;

  private final WebhookSecretStore store;
  private final InstantSource clock;
  private final SequencedMap<String, Known> known = new LinkedHashMap<>();

  public SigningSecrets(WebhookSecretStore store, InstantSource clock) {
    this.store = store;
    this.clock = clock;
  }

  private record Known(List<WebhookSecret> secrets, Instant until) {}

  /** An account's secrets, the newest first. */
  public List<WebhookSecret> of(String account) {
    Instant now = clock.instant();
    return remembered(account, now).orElseGet(() -> learned(account, now));
  }

  private synchronized Optional<List<WebhookSecret>> remembered(String account, Instant now) {
    return Optional.ofNullable(known.get(account))
        .filter(entry -> now.isBefore(entry.until()))
        .map(Known::secrets);
  }

  private List<WebhookSecret> learned(String account, Instant now) {
    List<WebhookSecret> secrets = store.of(account);
    remember(account, new Known(secrets, now.plus(MAX_AGE)));
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
