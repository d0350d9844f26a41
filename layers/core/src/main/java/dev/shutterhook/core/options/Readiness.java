package dev.shutterhook.core.options;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import dev.shutterhook.core.json.Packed;
import dev.shutterhook.core.request.Fields;
import dev.shutterhook.core.request.Range;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * When the picture is taken. The waits follow each other in the order of the components.
 *
 * @param waitUntil the moment in the page's life
 * @param waitForSelector an element that must be there and visible; null for none
 * @param waitForExpression JavaScript that must come to a true value; null for none
 * @param delay waited after that
 * @param timeout for everything from navigation to the picture
 * @param onTimeout what becomes of a page that is not ready by then
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Readiness(
    WaitUntil waitUntil,
    @Nullable String waitForSelector,
    @JsonSerialize(using = Packed.Serializer.class)
        @JsonDeserialize(using = Packed.Deserializer.class)
        @JsonProperty("wait_for_expression")
        @Nullable String waitForExpression,
    Duration delay,
    Duration timeout,
    OnTimeout onTimeout) {
  public static final Range DELAY = new Range(0, 60, "s");
  public static final Range TIMEOUT = new Range(1, 120, "s");

  /** Of an expression's UTF-8. */
  public static final int MAX_EXPRESSION_BYTES = 4 * 1024;

  public static final Readiness DEFAULT = of(WaitUntil.AUTO, Duration.ofSeconds(30));

  public Readiness {
    // Before one could choose, a capture that was not ready in time had failed.
    onTimeout = onTimeout == null ? OnTimeout.FAIL : onTimeout;
    DELAY.require("delay", delay.toMillis() / 1000.0);
    TIMEOUT.require("timeout", timeout.toMillis() / 1000.0);
    if (delay.compareTo(timeout) >= 0) {
      throw new IllegalArgumentException("delay must be shorter than timeout");
    }
  }

  /** A moment, and nothing more to wait for. */
  public static Readiness of(WaitUntil waitUntil, Duration timeout) {
    return new Readiness(waitUntil, null, null, Duration.ZERO, timeout, OnTimeout.FAIL);
  }

  static Readiness read(Fields fields) {
    Duration delay = fields.seconds("delay", DELAY).orElse(DEFAULT.delay);
    Duration timeout = fields.seconds("timeout", TIMEOUT).orElse(DEFAULT.timeout);
    if (delay.compareTo(timeout) >= 0) {
      fields.fault("delay", "must be shorter than timeout");
      delay = Duration.ZERO;
    }
    return new Readiness(
        fields.choice("wait_until", WaitUntil.class).orElse(DEFAULT.waitUntil),
        fields.parsed("wait_for_selector", Text.MAX_BYTES, Text::plain).orElse(null),
        fields.text("wait_for_expression", MAX_EXPRESSION_BYTES).orElse(null),
        delay,
        timeout,
        fields.choice("on_timeout", OnTimeout.class).orElse(DEFAULT.onTimeout));
  }
}
