package dev.shutterhook.client;

import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A capture as the service showed it.
 *
 * @param id its id, {@code cap_…}
 * @param status queued, rendering, completed, failed or canceled
 * @param json all that was shown, as maps, lists, texts, longs, big decimals and booleans
 */
public record Capture(String id, String status, Map<String, @Nullable Object> json) {

  static Capture of(Map<String, @Nullable Object> json) {
    return new Capture(Values.text(json, "id"), Values.text(json, "status"), json);
  }

  /** Whether it stays as it is. */
  public boolean ended() {
    return completed() || status.equals("failed") || status.equals("canceled");
  }

  /** Whether it has its picture. */
  public boolean completed() {
    return status.equals("completed");
  }

  /** Why it failed, such as {@code dns_failed}; empty where it has not. */
  public Optional<String> errorCode() {
    Map<String, ?> error = Values.object(json.get("error"));
    return Optional.ofNullable(error).map(known -> Values.text(known.get("code")));
  }
}
