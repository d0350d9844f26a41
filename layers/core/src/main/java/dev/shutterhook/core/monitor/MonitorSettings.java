package dev.shutterhook.core.monitor;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.shutterhook.core.json.Json;
import dev.shutterhook.core.options.CaptureOptions;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a client wants of a monitor.
 *
 * @param name for people; empty for none
 * @param options how the page is captured; the identity's secrets are redacted
 * @param schedule as the client wrote it; whoever reads it knows the spellings
 * @param timezone in which a cron schedule counts
 * @param compare when a run counts as changed
 * @param notifyOf of what people are told
 * @param destinations who is told, at most {@value #MAX_DESTINATIONS}
 * @param failAfter so many failed runs in a row are told, once
 * @param pauseAfter so many end the monitor's work until somebody resumes it
 * @param retentionDays until a run and its pictures are deleted
 * @param metadata the client's own, echoed
 * @param startsAt no run is scheduled before; null for at once
 * @param endsAt none is then or later; null for never
 */
public record MonitorSettings(
    String name,
    CaptureOptions options,
    String schedule,
    ZoneId timezone,
    CompareSettings compare,
    Notify notifyOf,
    List<Destination> destinations,
    int failAfter,
    int pauseAfter,
    int retentionDays,
    ObjectNode metadata,
    @Nullable Instant startsAt,
    @Nullable Instant endsAt) {
  /** UTF-8 bytes of a name. */
  public static final int MAX_NAME_BYTES = 200;

  public static final int MAX_DESTINATIONS = 10;
  public static final int MAX_FAILURES = 1_000;

  /** Where a client says nothing else. */
  public static final int FAIL_AFTER = 3;

  public static final int PAUSE_AFTER = 20;

  public MonitorSettings {
    destinations = List.copyOf(destinations);
    if (destinations.size() > MAX_DESTINATIONS) {
      throw new IllegalArgumentException("at most " + MAX_DESTINATIONS + " destinations");
    }
    if (failAfter < 1 || pauseAfter < 1 || failAfter > MAX_FAILURES || pauseAfter > MAX_FAILURES) {
      throw new IllegalArgumentException("failures are counted from 1 to " + MAX_FAILURES);
    }
    if (!options.identity().equals(options.identity().redacted())) {
      throw new IllegalArgumentException("a monitor holds no secret that can be read");
    }
  }

  /**
   * Those of a client that says nothing else, and tells nobody.
   *
   * @param retentionDays until a run and its pictures are deleted
   */
  public static MonitorSettings plain(
      String name, CaptureOptions options, String schedule, int retentionDays) {
    return new MonitorSettings(
        name,
        options,
        schedule,
        ZoneOffset.UTC,
        CompareSettings.DEFAULT,
        Notify.CHANGED,
        List.of(),
        FAIL_AFTER,
        PAUSE_AFTER,
        retentionDays,
        Json.mapper().createObjectNode(),
        null,
        null);
  }
}
