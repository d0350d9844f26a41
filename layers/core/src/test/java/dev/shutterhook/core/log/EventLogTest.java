package dev.shutterhook.core.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.fasterxml.jackson.databind.JsonNode;
import dev.shutterhook.core.fixture.LogLines;
import dev.shutterhook.core.fixture.TestClock;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class EventLogTest {
  private final LogLines lines = new LogLines(new TestClock(Instant.parse("2026-11-01T12:00:00Z")));

  @Test
  void writesOneLineOfJsonPerOutcome() {
    lines
        .log()
        .event("delivery.attempted")
        .with("attempt", 3)
        .with("duration", Duration.ofMillis(80))
        .with("next", Instant.parse("2026-11-01T13:00:00Z"))
        .with("final", false)
        .with("error", null)
        .with("text", "a\nb")
        .write();
    assertEquals(
        "{\"timestamp\":\"2026-11-01T12:00:00Z\",\"level\":\"INFO\",\"event\":\"delivery.attempted\","
            + "\"attempt\":3,\"duration_ms\":80,\"next\":\"2026-11-01T13:00:00Z\",\"final\":false,"
            + "\"text\":\"a\\nb\"}\n",
        lines.text());
  }

  @Test
  void describesWhatItMeasuresAsMetricsOfItsNamespace() {
    lines
        .log()
        .measuring("Shutterhook/test")
        .event("capture.settled")
        .counted("Completed", 1)
        .timed("CaptureDuration", Duration.ofMillis(160))
        .write();
    assertEquals(
        "{\"timestamp\":\"2026-11-01T12:00:00Z\",\"level\":\"INFO\",\"event\":\"capture.settled\","
            + "\"Completed\":1,\"CaptureDuration\":160,"
            + "\"_aws\":{\"Timestamp\":1793534400000,\"CloudWatchMetrics\":[{"
            + "\"Namespace\":\"Shutterhook/test\",\"Dimensions\":[[]],\"Metrics\":["
            + "{\"Name\":\"Completed\",\"Unit\":\"Count\"},"
            + "{\"Name\":\"CaptureDuration\",\"Unit\":\"Milliseconds\"}]}]}}\n",
        lines.text());
  }

  @Test
  void describesNothingWithoutANamespaceOrAMeasure() {
    lines.log().event("capture.settled").counted("Completed", 1).write();
    lines.log().measuring("Shutterhook/test").event("capture.settled").write();
    assertFalse(lines.text().contains("_aws"));
  }

  @Test
  void tellsAnExceptionsClassAndPlaceButNotItsMessage() {
    IllegalStateException fault =
        new IllegalStateException("shk_secret", new IllegalArgumentException("shk_secret"));
    lines.log().problem("request.failed").because(fault).write();
    JsonNode line = lines.of("request.failed").getFirst();
    assertEquals("WARN", line.path("level").asText());
    assertEquals("java.lang.IllegalStateException", line.path("exception").asText());
    assertEquals("java.lang.IllegalArgumentException", line.path("caused_by").asText());
    assertFalse(lines.text().contains("shk_secret"));
  }
}
