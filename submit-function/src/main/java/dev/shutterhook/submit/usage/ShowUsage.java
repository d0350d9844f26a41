package dev.shutterhook.submit.usage;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.shutterhook.core.account.Caller;
import dev.shutterhook.core.account.MonthlyCost;
import dev.shutterhook.core.account.MonthlyQuota;
import dev.shutterhook.core.capture.CaptureStore;
import dev.shutterhook.core.cost.CostReceipt;
import dev.shutterhook.core.cost.Prices;
import dev.shutterhook.core.json.Json;
import dev.shutterhook.core.monitor.MonitorStore;
import dev.shutterhook.submit.http.Answer;
import dev.shutterhook.submit.http.Endpoint;
import dev.shutterhook.submit.http.Request;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/**
 * {@code GET /v1/usage}: of the key that asks, and what is under way for its account and has cost.
 */
public final class ShowUsage implements Endpoint {
  private final MonthlyQuota quota;
  private final MonthlyCost costs;
  private final CaptureStore captures;
  private final MonitorStore monitors;
  private final Limits limits;
  private final InstantSource clock;

  /**
   * What an account may have; counting ends there.
   *
   * @param inFlight captures that are under way at a time
   * @param monitors that are not deleted
   */
  public record Limits(int inFlight, int monitors) {}

  public ShowUsage(
      MonthlyQuota quota,
      MonthlyCost costs,
      CaptureStore captures,
      MonitorStore monitors,
      Limits limits,
      InstantSource clock) {
    this.quota = quota;
    this.costs = costs;
    this.captures = captures;
    this.monitors = monitors;
    this.limits = limits;
    this.clock = clock;
  }

  @Override
  public Answer answer(Request request, Caller caller, String variable) {
    Instant now = clock.instant();
    long used = quota.used(caller.key(), now);
    @Nullable Long most = caller.capturesPerMonth() == 0 ? null : caller.capturesPerMonth();
    ObjectNode usage =
        Json.mapper()
            .createObjectNode()
            .put("key", caller.key())
            .put("month", MonthlyQuota.month(now).toString())
            .put("captures", used)
            .put("captures_per_month", most)
            .put("captures_left", most == null ? null : Math.max(0, most - used))
            .put("resets_at", now.plus(MonthlyQuota.untilNext(now)).toString())
            .put("requests_per_second", caller.requestsPerSecond())
            .put("in_flight", captures.inFlight(caller.account(), limits.inFlight()))
            .put("in_flight_limit", limits.inFlight())
            .put("monitors", monitors.count(caller.account(), Math.max(1, limits.monitors())))
            .put("monitors_limit", limits.monitors());
    usage.set("cost", cost(caller.account(), now));
    return Answer.Reply.ok(usage);
  }

  private ObjectNode cost(String account, Instant now) {
    MonthlyCost.Sum sum = costs.of(account, now);
    ObjectNode cost =
        Json.mapper()
            .createObjectNode()
            .put("captures", sum.captures())
            .put("microdollars", CostReceipt.microdollars(sum.nanodollars()));
    cost.set("prices", CostReceipt.prices(Prices.KNOWN));
    return cost;
  }
}
