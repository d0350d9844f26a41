package dev.shutterhook.benchmark;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** What one contender needed for one kind of capture, over all rounds. Not for several threads. */
final class Tally {
  private final List<Duration> latencies = new ArrayList<>();
  private Duration cpu = Duration.ZERO;
  private Duration busy = Duration.ZERO;

  void add(List<Duration> round, Duration cpuOfRound, Duration wall) {
    latencies.addAll(round);
    cpu = cpu.plus(cpuOfRound);
    busy = busy.plus(wall);
  }

  double millis(double share) {
    return new Percentiles("", latencies.stream().mapToLong(Duration::toNanos).toArray())
        .millis(share);
  }

  /** CPU milliseconds of one capture, of all processes together. */
  double cpuMillis() {
    return cpu.toNanos() / 1e6 / latencies.size();
  }

  double perSecond() {
    return latencies.size() / (busy.toNanos() / 1e9);
  }
}
