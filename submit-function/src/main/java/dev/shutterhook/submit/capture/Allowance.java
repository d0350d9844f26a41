package dev.shutterhook.submit.capture;

import dev.shutterhook.core.account.Caller;
import dev.shutterhook.core.account.MonthlyQuota;
import dev.shutterhook.core.capture.CaptureStore;
import dev.shutterhook.core.log.EventLog;
import dev.shutterhook.submit.http.Answer.Problem;
import dev.shutterhook.submit.http.ProblemCode;
import java.time.Duration;
import java.time.Instant;
import software.amazon.awssdk.core.exception.SdkException;

/** How many captures a key and its account may ask for. */
public final class Allowance {
  /** Captures end each second or so. */
  static final Duration RETRY_AFTER = Duration.ofSeconds(5);

  private final CaptureStore captures;
  private final MonthlyQuota quota;
  private final int inFlight;
  private final EventLog log;

  /**
   * An allowance by these stores.
   *
   * @param inFlight captures of one account that have not ended, at a time: about, because they are
   *     counted in an index that is a moment late
   */
  public Allowance(CaptureStore captures, MonthlyQuota quota, int inFlight, EventLog log) {
    this.captures = captures;
    this.quota = quota;
    this.inFlight = inFlight;
    this.log = log;
  }

  /** What asking for captures comes to. */
  public sealed interface Grant {}

  /** They may be made, and are counted. */
  public record Granted() implements Grant {}

  /** None may be made. */
  public record Refused(Problem problem) implements Grant {}

  /** Takes so many captures, all or none. */
  public Grant take(Caller caller, int wanted, Instant now) {
    if (captures.inFlight(caller.account(), inFlight) + wanted > inFlight) {
      return new Refused(
          Problem.passing(
              ProblemCode.RATE_LIMITED,
              "At most " + inFlight + " captures of an account are under way at a time.",
              RETRY_AFTER));
    }
    if (!quota.take(caller, wanted, now)) {
      return new Refused(
          Problem.passing(
              ProblemCode.QUOTA_EXCEEDED,
              "This key may make " + caller.capturesPerMonth() + " captures in a month.",
              MonthlyQuota.untilNext(now)));
    }
    return new Granted();
  }

  /** Gives back what was taken for captures that were not stored. */
  void giveBack(Caller caller, int captures, Instant taken) {
    if (captures == 0) {
      return;
    }
    try {
      quota.giveBack(caller, captures, taken);
    } catch (SdkException e) {
      log.problem("quota.not_given_back").with("key", caller.key()).because(e).write();
    }
  }
}
