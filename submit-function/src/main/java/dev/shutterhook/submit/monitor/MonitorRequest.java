package dev.shutterhook.submit.monitor;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.shutterhook.core.capture.CaptureRequest;
import dev.shutterhook.core.egress.EgressPolicy;
import dev.shutterhook.core.monitor.CompareSettings;
import dev.shutterhook.core.monitor.Destination;
import dev.shutterhook.core.monitor.MonitorSettings;
import dev.shutterhook.core.monitor.Notify;
import dev.shutterhook.core.options.CaptureOptions;
import dev.shutterhook.core.request.Fault;
import dev.shutterhook.core.request.Fields;
import dev.shutterhook.core.request.Range;
import dev.shutterhook.submit.schedule.Occurrences;
import dev.shutterhook.submit.schedule.Schedule;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a client wants of a monitor, understood and within bounds.
 *
 * @param settings all of it; the identity's secrets are redacted
 * @param visible the capture's options as they were sent, with secrets; null where those that are
 *     stored are kept
 */
record MonitorRequest(MonitorSettings settings, @Nullable CaptureOptions visible) {

  private static final Range FAILURES = new Range(1, MonitorSettings.MAX_FAILURES, "");
  private static final ZoneId UTC = ZoneId.of("UTC");
  private static final int MAX_ZONE_BYTES = 64;
  private static final int MAX_TIME_BYTES = 40;

  /**
   * What holds for all monitors.
   *
   * @param egress whether webhooks may go without TLS
   * @param retentionDays until a run is deleted, at most; where a client says nothing, too
   */
  record Rules(EgressPolicy egress, int retentionDays) {}

  /** What reading a request comes to. */
  sealed interface Reading {}

  /** It can be taken. */
  record Accepted(MonitorRequest request) implements Reading {}

  /** It cannot: here is everything that is wrong with it. */
  record Refused(List<Fault> faults) implements Reading {
    Refused {
      faults = List.copyOf(faults);
    }
  }

  /**
   * Reads a monitor as a client wants it.
   *
   * @param kept the options where the client leaves them as they are; null where it must name them
   * @param createdAt of the monitor: its rate counts from then on
   * @param from its schedule must have a time to come then
   */
  static Reading read(
      ObjectNode body,
      @Nullable CaptureOptions kept,
      Rules rules,
      Instant createdAt,
      Instant from) {
    Fields fields = new Fields(body);
    CaptureOptions sent = kept == null ? CaptureFields.read(fields) : null;
    Times times = Times.read(fields, from);
    String name = fields.text("name", MonitorSettings.MAX_NAME_BYTES).orElse("");
    CompareSettings compare = CompareFields.read(fields);
    Notify notify = fields.choice("notify", Notify.class).orElse(Notify.CHANGED);
    List<Destination> destinations = DestinationFields.read(fields, rules.egress());
    int failAfter = fields.integer("fail_after", FAILURES).orElse(MonitorSettings.FAIL_AFTER);
    int pauseAfter = fields.integer("pause_after", FAILURES).orElse(MonitorSettings.PAUSE_AFTER);
    Range days = new Range(1, rules.retentionDays(), "days");
    int retention = fields.integer("retention_days", days).orElse(rules.retentionDays());
    ObjectNode metadata = CaptureRequest.metadata(fields);
    List<Fault> faults = fields.faults();
    CaptureOptions options = kept == null ? sent : kept;
    if (options == null || !faults.isEmpty()) {
      return new Refused(faults);
    }
    MonitorSettings settings =
        new MonitorSettings(
            name,
            options.as(options.identity().redacted()),
            times.schedule(),
            times.zone(),
            compare,
            notify,
            destinations,
            failAfter,
            pauseAfter,
            retention,
            metadata,
            times.starts(),
            times.ends());
    return Occurrences.of(settings, createdAt).after(from).isPresent()
        ? new Accepted(new MonitorRequest(settings, sent))
        : new Refused(List.of(new Fault("ends_at", "must leave the schedule a time to come")));
  }

  /** When a page is looked at. */
  private record Times(
      String schedule, ZoneId zone, @Nullable Instant starts, @Nullable Instant ends) {
    static Times read(Fields fields, Instant now) {
      ZoneId zone = fields.parsed("timezone", MAX_ZONE_BYTES, Times::zone).orElse(UTC);
      if (!fields.given("schedule")) {
        fields.fault("schedule", "is required");
      }
      String schedule =
          fields
              .parsed("schedule", Schedule.MAX_LENGTH, text -> spelled(text, zone, now))
              .orElse("");
      Optional<Instant> starts = fields.parsed("starts_at", MAX_TIME_BYTES, Times::time);
      Optional<Instant> ends = fields.parsed("ends_at", MAX_TIME_BYTES, Times::time);
      if (starts.isPresent() && ends.isPresent() && !starts.get().isBefore(ends.get())) {
        fields.fault("ends_at", "must be later than starts_at");
      }
      return new Times(schedule, zone, starts.orElse(null), ends.orElse(null));
    }

    private static String spelled(String text, ZoneId zone, Instant now) {
      Schedule.ofClient(text, zone, now);
      return text.strip();
    }

    private static ZoneId zone(String text) {
      try {
        return ZoneId.of(text);
      } catch (DateTimeException e) {
        throw new IllegalArgumentException(
            "is not a known time zone, such as Europe/Berlin or UTC", e);
      }
    }

    private static Instant time(String text) {
      try {
        return OffsetDateTime.parse(text).toInstant();
      } catch (DateTimeException e) {
        throw new IllegalArgumentException("must be a time like 2026-11-01T12:00:00Z", e);
      }
    }
  }
}
