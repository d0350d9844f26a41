package dev.shutterhook.localrunner.schedule;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.shutterhook.submit.schedule.Schedule;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The occurrences of one schedule, one run at a time. While a run goes on, occurrences that pass
 * become a single one, due when it ends. Thread-safe.
 */
final class Ticks {
  /** Each minute of a week: whoever slept for longer is told of an earlier occurrence. */
  private static final int MOST_MISSED = 7 * 24 * 60;

  private final ScheduledFunction scheduled;
  private final Schedule schedule;
  private final ReentrantLock lock = new ReentrantLock();
  private Optional<Instant> next;
  private @Nullable Thread run;

  Ticks(ScheduledFunction scheduled, Instant start) {
    this.scheduled = scheduled;
    this.schedule =
        Schedule.parse(scheduled.source().expression(), scheduled.source().zone(), start);
    this.next = schedule.after(start);
  }

  /** Starts a run where one is due and none goes on. */
  void tick(Instant now) {
    lock.lock();
    try {
      boolean busy = run != null && run.isAlive();
      if (busy || next.isEmpty() || now.isBefore(next.get())) {
        return;
      }
      byte[] event = event(latest(next.get(), now));
      next = schedule.after(now);
      run = Thread.ofVirtual().name("tick-" + name()).start(() -> invoke(event));
    } finally {
      lock.unlock();
    }
  }

  private Instant latest(Instant due, Instant now) {
    Instant latest = due;
    for (int i = 0; i < MOST_MISSED; i++) {
      Optional<Instant> later = schedule.after(latest).filter(time -> !time.isAfter(now));
      if (later.isEmpty()) {
        return latest;
      }
      latest = later.get();
    }
    return latest;
  }

  /** Interrupts the run that goes on, if any. */
  void interrupt() {
    lock.lock();
    try {
      if (run != null) {
        run.interrupt();
      }
    } finally {
      lock.unlock();
    }
  }

  private String name() {
    return scheduled.source().name();
  }

  private void invoke(byte[] event) {
    try {
      // The function logs what fails. EventBridge would try again; the next tick does.
      scheduled.function().invoke(event);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** The template's input, or the event of an EventBridge rule ("Events from scheduled rules"). */
  private byte[] event(Instant occurrence) {
    return scheduled
        .source()
        .input()
        .orElseGet(() -> scheduledEvent(occurrence).toString())
        .getBytes(StandardCharsets.UTF_8);
  }

  private ObjectNode scheduledEvent(Instant occurrence) {
    ObjectNode event = JsonNodeFactory.instance.objectNode();
    event.put("version", "0");
    event.put("id", UUID.randomUUID().toString());
    event.put("detail-type", "Scheduled Event");
    event.put("source", "aws.events");
    event.put("account", "000000000000");
    event.put("time", occurrence.truncatedTo(ChronoUnit.SECONDS).toString());
    event.put("region", "us-east-1");
    event.putArray("resources").add("arn:aws:events:us-east-1:000000000000:rule/" + name());
    event.putObject("detail");
    return event;
  }
}
