package dev.shutterhook.core.webhook;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** How a webhook fares. */
public enum DeliveryState {
  PENDING,
  DELIVERED,
  EXHAUSTED;

  /** Its name in the API and in tables, in lower case. */
  @JsonValue
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }
}
