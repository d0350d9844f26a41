package dev.shutterhook.monitor.news;

import dev.shutterhook.core.capture.ArtifactLinks;
import dev.shutterhook.core.monitor.Diff;
import dev.shutterhook.core.monitor.Monitor;
import dev.shutterhook.core.monitor.MonitorRun;
import dev.shutterhook.core.monitor.Snapshot;
import dev.shutterhook.core.options.Format;
import dev.shutterhook.core.options.Source;
import dev.shutterhook.core.webhook.EventType;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A message for people, in plain words that no messenger has read yet: what comes from the page and
 * from the client is not marked up, and must be escaped.
 *
 * @param title one line, at most {@value #MAX_TITLE} characters
 * @param lines what there is to say, at most {@value #MAX_LINES}
 * @param page what is watched
 * @param difference a picture of what changed; null where there is none
 * @param picture of the page; null where there is none
 * @param good whether it is good news
 * @param at when the run was due
 */
record Message(
    String title,
    List<String> lines,
    String page,
    @Nullable URI difference,
    @Nullable URI picture,
    boolean good,
    Instant at) {
  static final int MAX_TITLE = 200;
  static final int MAX_LINES = 16;

  /** Of what was added, and of what was removed. */
  private static final int MAX_QUOTED = 5;

  private static final int MAX_LINE = 160;

  Message {
    title = cut(title, MAX_TITLE);
    lines = lines.stream().limit(MAX_LINES).map(line -> cut(line, MAX_LINE)).toList();
  }

  static Message of(Monitor monitor, MonitorRun run, EventType event, ArtifactLinks links) {
    String page =
        monitor.settings().options().source() instanceof Source.Page(var url) ? url.toString() : "";
    String name = monitor.settings().name().isEmpty() ? page : monitor.settings().name();
    Diff diff = run.diff();
    Snapshot seen = run.snapshot();
    return new Message(
        name + " " + verb(event),
        lines(monitor, run, event),
        page,
        diff == null || diff.picture() == null ? null : links.to(diff.picture(), Format.PNG).url(),
        seen == null ? null : links.to(seen.picture(), Format.PNG).url(),
        event == EventType.MONITOR_RECOVERED || event == EventType.MONITOR_UNCHANGED,
        run.scheduledAt());
  }

  private static String verb(EventType event) {
    return switch (event) {
      case MONITOR_CHANGED -> "has changed";
      case MONITOR_UNCHANGED -> "has not changed";
      case MONITOR_FAILED -> "cannot be watched";
      case MONITOR_RECOVERED -> "can be watched again";
      case MONITOR_PAUSED -> "is not watched any more";
      case CAPTURE_COMPLETED, CAPTURE_FAILED, CAPTURE_CANCELED, BATCH_COMPLETED ->
          throw new IllegalArgumentException("not of a monitor");
    };
  }

  private static List<String> lines(Monitor monitor, MonitorRun run, EventType event) {
    List<String> lines = new ArrayList<>();
    if (run.failure() != null) {
      lines.add(
          "%d runs in a row failed: %s"
              .formatted(monitor.progress().failures(), run.failure().message()));
    }
    if (event == EventType.MONITOR_PAUSED) {
      lines.add("It is paused until somebody resumes it.");
    }
    Diff diff = run.diff();
    if (event == EventType.MONITOR_CHANGED && diff != null) {
      lines.add(
          String.format(
              Locale.ROOT,
              "%,d pixels (%.2f %%) in %d %s",
              diff.pixels(),
              diff.ratio() * 100,
              diff.regions().size(),
              diff.regions().size() == 1 ? "place" : "places"));
      if (diff.heightDelta() != 0) {
        lines.add(
            "The page is %d pixels %s."
                .formatted(
                    Math.abs(diff.heightDelta()), diff.heightDelta() > 0 ? "higher" : "lower"));
      }
      diff.text().added().stream().limit(MAX_QUOTED).map("+ "::concat).forEach(lines::add);
      diff.text().removed().stream().limit(MAX_QUOTED).map("− "::concat).forEach(lines::add);
    }
    return lines;
  }

  private static String cut(String text, int most) {
    String line = text.replaceAll("\\p{Cntrl}", " ");
    if (line.length() <= most) {
      return line;
    }
    int end = Character.isHighSurrogate(line.charAt(most - 2)) ? most - 2 : most - 1;
    return line.substring(0, end) + "…";
  }
}
