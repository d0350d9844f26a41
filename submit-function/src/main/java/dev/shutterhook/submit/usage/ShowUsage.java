package dev.shutterhook.submit.usage;

import dev.shutterhook.core.account.Caller;
import dev.shutterhook.core.account.MonthlyQuota;
import dev.shutterhook.core.capture.CaptureStore;
import dev.shutterhook.core.json.Json;
import dev.shutterhook.submit.http.Answer;
import dev.shutterhook.submit.http.Endpoint;
import dev.shutterhook.submit.http.Request;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/** {@code GET /v1/usage}: of the key that asks, and what is under way for its account. */
public final class ShowUsage implements Endpoint {
  private final MonthlyQuota quota;
  private final CaptureStore captures;
  private final int inFlight;
  private final InstantSource clock;

  /**
   * The endpoint.
   *
   * @param inFlight captures of one account that may be under way at a time; counting ends there
   */
  public ShowUsage(MonthlyQuota quota, CaptureStore captures, int inFlight, InstantSource clock) {
    this.quota = quota;
    this.captures = captures;
    this.inFlight = inFlight;
    this.clock = clock;
  }

  @Override
  public Answer answer(Request request, Caller caller, String variable) {
    Instant now = clock.instant();
    long used = quota.used(caller.key(), now);
    @Nullable Long most = caller.capturesPerMonth() == 0 ? null : caller.capturesPerMonth();
    return Answer.Reply.ok(
        Json.mapper()
            .createObjectNode()
            .put("key", caller.key())
            .put("month", MonthlyQuota.month(now).toString())
            .put("captures", used)
            .put("captures_per_month", most)
            .put("captures_left", most == null ? null : Math.max(0, most - used))
            .put("resets_at", now.plus(MonthlyQuota.untilNext(now)).toString())
            .put("requests_per_second", caller.requestsPerSecond())
            .put("in_flight", captures.inFlight(caller.account(), inFlight))
            .put("in_flight_limit", inFlight));
  }
}
