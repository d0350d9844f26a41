package dev.shutterhook.localrunner.schedule;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Starts functions when their schedules say so, by a clock that it looks at twice a second. */
public final class ScheduleTicker implements AutoCloseable {

  private static final Duration LOOK = Duration.ofMillis(500);

  private final InstantSource clock;
  private final List<Ticks> ticks;
  private final CountDownLatch stopped = new CountDownLatch(1);

  private ScheduleTicker(List<ScheduledFunction> functions, InstantSource clock) {
    this.clock = clock;
    Instant start = clock.instant();
    this.ticks = functions.stream().map(function -> new Ticks(function, start)).toList();
  }

  /**
   * Starts ticking; rates count from now.
   *
   * @throws IllegalArgumentException where an expression is no schedule
   */
  public static ScheduleTicker start(List<ScheduledFunction> functions, InstantSource clock) {
    ScheduleTicker ticker = new ScheduleTicker(functions, clock);
    Thread.ofVirtual().name("ticker").start(ticker::run);
    return ticker;
  }

  /** Starts no more runs and interrupts those that go on. Returns at once. */
  @Override
  public void close() {
    stopped.countDown();
    ticks.forEach(Ticks::interrupt);
  }

  private void run() {
    try {
      while (!stopped.await(LOOK.toMillis(), TimeUnit.MILLISECONDS)) {
        Instant now = clock.instant();
        ticks.forEach(tick -> tick.tick(now));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
