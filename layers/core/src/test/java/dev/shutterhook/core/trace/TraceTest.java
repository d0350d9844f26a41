package dev.shutterhook.core.trace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import dev.shutterhook.core.id.Id;
import dev.shutterhook.core.json.Json;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The cases are those of W3C Trace Context, 3.2 and 4.3. */
class TraceTest {
  private static final String TEXT = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";

  @ParameterizedTest
  @ValueSource(
      strings = {
        TEXT,
        "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-00",
        "cc-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
        "cc-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01-what-the-future-will-be-like"
      })
  void readsWhatTheStandardSpells(String text) {
    Trace trace = Trace.parse(text).orElseThrow();
    assertEquals("4bf92f3577b34da6a3ce929d0e0e4736", trace.traceId());
    assertEquals("00" + text.substring(2, 55), trace.toString());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "00",
        "ff-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
        "00-00000000000000000000000000000000-00f067aa0ba902b7-01",
        "00-4bf92f3577b34da6a3ce929d0e0e4736-0000000000000000-01",
        "00-4BF92F3577B34DA6A3CE929D0E0E4736-00f067aa0ba902b7-01",
        "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01-more",
        "cc-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01.more",
        "00-4bf92f3577b34da6a3ce929d0e0e47-00f067aa0ba902b7-01",
        "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7"
      })
  void takesEverythingElseAsIfItWereNotThere(String text) {
    assertEquals(Optional.empty(), Trace.parse(text));
  }

  @Test
  void keepsItsTraceThroughOurSteps() {
    Trace trace = Trace.parse(TEXT).orElseThrow();
    Trace next = trace.through("dlv_1#1");
    assertEquals(trace.traceId(), next.traceId());
    assertEquals(trace.flags(), next.flags());
    assertNotEquals(trace.parentId(), next.parentId());
    assertEquals(next, trace.through("dlv_1#1"));
    assertNotEquals(next, trace.through("dlv_1#2"));
  }

  @Test
  void beginsWithACaptureOfItsOwn() {
    Id capture = Id.of("cap_01K8ZTQ700000000000000000A");
    assertEquals(Trace.begunBy(capture), Trace.begunBy(capture));
    assertNotEquals(Trace.begunBy(capture), Trace.begunBy(Id.of("cap_01K8ZTQ700000000000000000B")));
    assertEquals("01", Trace.begunBy(capture).flags());
  }

  @Test
  void isItsTextInMessages() {
    Trace trace = Trace.parse(TEXT).orElseThrow();
    assertEquals('"' + TEXT + '"', Json.write(trace));
    assertEquals(trace, Json.read(Json.write(trace), Trace.class));
  }
}
