package dev.shutterhook.core.account;

import dev.shutterhook.core.webhook.WebhookSecrets;
import java.time.Instant;

/** What asking for a fresh webhook secret comes to. */
public sealed interface Rotation {
  /** There is one. */
  record Rotated(WebhookSecrets secrets) implements Rotation {}

  /**
   * There was one lately, perhaps this moment by somebody else: a third secret would be one more
   * than receivers can be expected to know.
   *
   * @param until when the previous one signs no more
   */
  record UnderWay(Instant until) implements Rotation {}
}
