package dev.shutterhook.core.webhook;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** How a webhook fares. */
public enum DeliveryState {
  PENDING,
  DELIVERED,
  EXHAUSTED;

  @JsonValue
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }
}
