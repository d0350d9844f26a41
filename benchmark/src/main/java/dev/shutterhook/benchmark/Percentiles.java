package dev.shutterhook.benchmark;

import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;

/** Durations of one kind, by their percentiles. */
final class Percentiles {
  private final String name;
  private final long[] nanos;

  Percentiles(String name, long[] nanos) {
    this.name = name;
    this.nanos = nanos.clone();
    Arrays.sort(this.nanos);
  }

  double millis(double share) {
    int index = (int) Math.min(nanos.length - 1L, Math.round(share * (nanos.length - 1)));
    return Duration.ofNanos(nanos[index]).toNanos() / 1e6;
  }

  /** A row: p50 and p99 in ms, and both as ratios to a floor. */
  String beside(Percentiles floor) {
    return String.format(
        Locale.ROOT,
        "%-28s p50 %7.2f ms  p99 %7.2f ms   ×%.2f  ×%.2f",
        name,
        millis(0.5),
        millis(0.99),
        millis(0.5) / floor.millis(0.5),
        millis(0.99) / floor.millis(0.99));
  }
}
