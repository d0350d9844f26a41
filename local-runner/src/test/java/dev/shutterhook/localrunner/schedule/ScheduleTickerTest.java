package dev.shutterhook.localrunner.schedule;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import dev.shutterhook.localcloud.template.ScheduleSource;
import dev.shutterhook.localrunner.lambda.LambdaFunction;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** The clock is the tests'; threads and functions are real. */
class ScheduleTickerTest {

  private static final Instant START = Instant.parse("2026-11-01T12:00:00Z");

  private final AtomicReference<Instant> now = new AtomicReference<>(START);
  private final InstantSource clock = now::get;
  private final Recorder recorder = new Recorder();

  @Test
  void ticksOncePerOccurrence() {
    Ticks ticks = ticks(Optional.empty());
    recorder.free.release(10);

    ticks.tick(START.plusSeconds(59));
    assertEquals(0, recorder.events.size());
    for (int minute = 1; minute <= 3; minute++) {
      Instant due = START.plusSeconds(60L * minute);
      int count = minute;
      await()
          .until(
              () -> {
                ticks.tick(due);
                return recorder.done.availablePermits() == count;
              });
      ticks.tick(due.plusSeconds(1));
    }

    assertEquals(
        List.of("2026-11-01T12:01:00Z", "2026-11-01T12:02:00Z", "2026-11-01T12:03:00Z"),
        recorder.times());
  }

  @Test
  void catchesUpByOneAfterASlowRun() {
    Ticks ticks = ticks(Optional.empty());

    ticks.tick(START.plusSeconds(60));
    await().until(() -> recorder.events.size() == 1);
    for (int second = 61; second <= 300; second++) {
      ticks.tick(START.plusSeconds(second));
    }
    assertEquals(1, recorder.events.size());
    recorder.free.release(10);
    await()
        .until(
            () -> {
              ticks.tick(START.plusSeconds(301));
              return recorder.done.availablePermits() == 2;
            });
    ticks.tick(START.plusSeconds(302));

    assertEquals(List.of("2026-11-01T12:01:00Z", "2026-11-01T12:05:00Z"), recorder.times());
  }

  @Test
  void makesTheEventOfAnEventBridgeRule() {
    recorder.free.release();
    ticks(Optional.empty()).tick(START.plusSeconds(60));
    await().until(() -> recorder.events.size() == 1);

    Map<String, Object> event = recorder.events.getFirst();
    assertEquals("Scheduled Event", event.get("detail-type"));
    assertEquals("aws.events", event.get("source"));
    assertEquals(
        List.of("arn:aws:events:us-east-1:000000000000:rule/EveryMinute"), event.get("resources"));
    assertEquals(Map.of(), event.get("detail"));
  }

  @Test
  void handsOverTheTemplatesInput() {
    recorder.free.release();
    ticks(Optional.of("{\"only\":\"this\"}")).tick(START.plusSeconds(60));

    await().until(() -> recorder.events.equals(List.of(Map.of("only", "this"))));
  }

  @Test
  void looksAtItsClockUntilItIsClosed() {
    recorder.free.release(10);
    try (ScheduleTicker _ = ScheduleTicker.start(List.of(scheduled(Optional.empty())), clock)) {
      now.set(START.plusSeconds(60));
      await().until(() -> recorder.done.availablePermits() == 1);
    }
    now.set(START.plusSeconds(120));
    await()
        .during(Duration.ofMillis(700))
        .atMost(Duration.ofSeconds(5))
        .until(() -> recorder.events.size() == 1);
  }

  private Ticks ticks(Optional<String> input) {
    return new Ticks(scheduled(input), START);
  }

  private ScheduledFunction scheduled(Optional<String> input) {
    return new ScheduledFunction(
        new ScheduleSource("EveryMinute", "rate(1 minute)", ZoneOffset.UTC, input),
        new LambdaFunction("Recorder", Duration.ofSeconds(20), 128, recorder));
  }

  /** Notes its event, then waits until the test frees it. */
  static final class Recorder implements RequestHandler<Map<String, Object>, String> {
    final List<Map<String, Object>> events = new CopyOnWriteArrayList<>();
    final Semaphore free = new Semaphore(0);
    final Semaphore done = new Semaphore(0);

    @Override
    public String handleRequest(Map<String, Object> event, Context context) {
      events.add(event);
      free.acquireUninterruptibly();
      done.release();
      return "";
    }

    List<Object> times() {
      return events.stream().map(event -> event.get("time")).toList();
    }
  }
}
