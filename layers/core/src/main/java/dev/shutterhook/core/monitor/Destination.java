package dev.shutterhook.core.monitor;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.shutterhook.core.request.WebUrl;
import org.jspecify.annotations.Nullable;

/**
 * Who is told of a monitor.
 *
 * @param type in which words
 * @param url where; what it holds is a secret, where the service is a messenger
 */
public record Destination(Type type, WebUrl url) {
  /** Characters of the forty and more that guard a messenger's address. */
  public static final int HINT_LENGTH = 4;

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

  /** Whether who knows the address may write to the messenger: it is shown to nobody. */
  public boolean secret() {
    return type != Type.WEBHOOK;
  }

  /** The end of a secret address, by which who has it knows it again; null for others. */
  public @Nullable String hint() {
    String text = url.toString();
    return secret() ? "…" + text.substring(Math.max(0, text.length() - HINT_LENGTH)) : null;
  }

  /** Keeps the address out of logs. */
  @Override
  public String toString() {
    return "Destination[" + type + " at " + url.endpoint() + "]";
  }
}
