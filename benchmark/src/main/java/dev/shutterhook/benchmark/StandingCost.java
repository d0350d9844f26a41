package dev.shutterhook.benchmark;

import dev.shutterhook.core.cost.Prices;
import dev.shutterhook.localcloud.template.FunctionResource;
import dev.shutterhook.localcloud.template.Template;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * What a stack costs in a month in which nobody asks for anything, by what its template has.
 *
 * @param alarms and the dashboard, the metrics on it, and the secret
 * @param polls of Lambda's pollers for messages that are not there
 * @param ticks of the functions that run each minute
 */
record StandingCost(double alarms, double polls, double ticks) {
  private static final int MINUTES_IN_MONTH = 30 * 24 * 60;

  /** "Lambda starts with five concurrent batches" for each event source; each waits for 20 s. */
  private static final int POLLS_PER_MINUTE = 5 * 60 / 20;

  /** Seconds of a look that finds nothing; measured are 10 to 20 ms. */
  private static final double LOOK_SECONDS = 0.02;

  private static final double MB_IN_GB = 1_024;
  private static final Pattern OWN_METRIC =
      Pattern.compile("\\[\"Shutterhook/[^\"]*\", \"(\\w+)\"");

  static StandingCost of(Template template, String text, Prices prices) {
    List<FunctionResource> functions = template.functions();
    long metrics = OWN_METRIC.matcher(text).results().map(m -> m.group(1)).distinct().count();
    int sources = functions.stream().mapToInt(function -> function.queues().size()).sum();
    double ticks = 0;
    for (FunctionResource function : functions) {
      double seconds = LOOK_SECONDS * function.memoryMb() / MB_IN_GB;
      double each = seconds * prices.lambdaGbSecond() + prices.lambdaRequest();
      ticks += function.schedules().size() * each * MINUTES_IN_MONTH;
    }
    return new StandingCost(
        template.resources("AWS::CloudWatch::Alarm").size() * prices.alarm()
            + metrics * prices.metric()
            + template.resources("AWS::CloudWatch::Dashboard").size() * prices.dashboard()
            + template.resources("AWS::SecretsManager::Secret").size() * prices.secret(),
        sources * POLLS_PER_MINUTE * MINUTES_IN_MONTH * prices.sqsRequest(),
        ticks);
  }

  double dollars() {
    return alarms + polls + ticks;
  }

  /** As a table of Markdown: months of so many captures a day each. */
  String text(double dollarsEach, int... perDay) {
    StringBuilder text =
        new StringBuilder(
            String.format(
                Locale.ROOT,
                "%nA month without captures: $%.2f (alarms, metrics, dashboard, secret %.2f; empty"
                    + " polls %.2f; ticks %.2f)%n%n| captures a day | $ a month | $ for 1,000"
                    + " |%n|---:|---:|---:|%n",
                dollars(),
                alarms,
                polls,
                ticks));
    for (int day : perDay) {
      double captures = day * 30.0;
      double month = dollars() + captures * dollarsEach;
      text.append(
          String.format(
              Locale.ROOT, "| %,d | %,.2f | %.4f |%n", day, month, month / captures * 1_000));
    }
    return text.toString();
  }
}
