package dev.shutterhook.submit.schedule;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.shutterhook.core.fixture.DueMonitorFixture;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class OccurrencesTest {
  private static final Instant MADE = Instant.parse("2026-11-01T12:00:30Z");
  private static final Instant LATER = Instant.parse("2026-11-03T08:00:00Z");

  private static Occurrences of(DueMonitorFixture fixture) {
    return Occurrences.of(fixture.settings(), MADE);
  }

  @Test
  void aRateBeginsWithTheMinuteAfterItWasMade() {
    Occurrences each = of(DueMonitorFixture.aMonitor().every("rate(15 minutes)"));
    assertEquals(Optional.of(Instant.parse("2026-11-01T12:01:00Z")), each.from(MADE));
    assertEquals(
        Optional.of(Instant.parse("2026-11-01T12:16:00Z")), each.after(MADE.plusSeconds(30)));
  }

  @Test
  void nothingHappensBeforeTheStart() {
    DueMonitorFixture later = DueMonitorFixture.aMonitor().from(LATER);
    assertEquals(Optional.of(LATER), of(later.every("rate(7 minutes)")).from(MADE));
    assertEquals(
        Optional.of(Instant.parse("2026-11-04T07:00:00Z")),
        of(later.every("0 7 * * *")).from(MADE));
    assertEquals(Optional.of(LATER), of(later.every("0 8 * * *")).from(MADE));
  }

  @Test
  void aStartThatIsPastIsNone() {
    DueMonitorFixture past = DueMonitorFixture.aMonitor().from(MADE.minusSeconds(86_400));
    assertEquals(
        Optional.of(Instant.parse("2026-11-01T12:01:00Z")),
        of(past.every("rate(1 day)")).from(MADE));
  }

  @Test
  void nothingHappensAtTheEndOrLater() {
    Occurrences ending = of(DueMonitorFixture.aMonitor().every("@hourly").until(LATER));
    assertEquals(Optional.of(LATER.minusSeconds(3_600)), ending.from(LATER.minusSeconds(3_600)));
    assertEquals(Optional.empty(), ending.after(LATER.minusSeconds(3_600)));
    assertFalse(ending.endedBy(LATER.minusMillis(1)));
    assertTrue(ending.endedBy(LATER));
  }
}
