package dev.shutterhook.core.monitor;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.shutterhook.core.request.WebUrl;

/**
 * Who is told of a monitor.
 *
 * @param type in which words
 * @param url where; what it holds is a secret, where the service is a messenger
 */
public record Destination(Type type, WebUrl url) {
  /** In whose words a message is written. */
  public enum Type {
    /** Our own, signed. */
    @JsonProperty("webhook")
    WEBHOOK,
    /** Slack's incoming webhooks. */
    @JsonProperty("slack")
    SLACK,
    /** Discord's webhooks. */
    @JsonProperty("discord")
    DISCORD,
    /** Microsoft Teams' workflows that take an Adaptive Card. */
    @JsonProperty("teams")
    TEAMS
  }
}
