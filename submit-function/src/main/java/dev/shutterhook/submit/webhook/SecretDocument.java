package dev.shutterhook.submit.webhook;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.shutterhook.core.json.Json;
import dev.shutterhook.core.webhook.WebhookSecrets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/** An account's keys as a client sees them: a fresh one not before everybody signs with it. */
final class SecretDocument {
  private final InstantSource clock;

  SecretDocument(InstantSource clock) {
    this.clock = clock;
  }

  /** Waits, at most for {@link WebhookSecrets#TOLD_AFTER}, and tells. */
  ObjectNode of(WebhookSecrets secrets) {
    pause(secrets.untilTold(clock.instant()));
    Optional<WebhookSecrets.Previous> previous = secrets.previousAt(clock.instant());
    return Json.mapper()
        .createObjectNode()
        .put("secret", secrets.current().text())
        .put("previous_secret", previous.map(p -> p.secret().text()).orElse(null))
        .put(
            "previous_expires_at",
            previous.map(WebhookSecrets.Previous::until).map(Instant::toString).orElse(null))
        .put("public_key", secrets.pair().map(pair -> pair.keys().publicKey()).orElse(null));
  }

  /** As {@link #of}, but only what everybody may know. */
  ObjectNode publicKeyOf(WebhookSecrets secrets) {
    return of(secrets).retain("public_key");
  }

  private static void pause(Duration wait) {
    try {
      Thread.sleep(wait);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted before a secret could be told", e);
    }
  }
}
