package dev.shutterhook.submit.webhook;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.shutterhook.core.capture.ArtifactLinks;
import dev.shutterhook.core.id.Id;
import dev.shutterhook.core.json.Json;
import dev.shutterhook.core.monitor.CompareSettings;
import dev.shutterhook.core.monitor.Diff;
import dev.shutterhook.core.monitor.Monitor;
import dev.shutterhook.core.monitor.MonitorNews;
import dev.shutterhook.core.monitor.MonitorRun;
import dev.shutterhook.core.monitor.MonitorSettings;
import dev.shutterhook.core.monitor.MonitorState;
import dev.shutterhook.core.monitor.Notify;
import dev.shutterhook.core.monitor.Progress;
import dev.shutterhook.core.monitor.Region;
import dev.shutterhook.core.monitor.RunFailure;
import dev.shutterhook.core.monitor.RunState;
import dev.shutterhook.core.monitor.Snapshot;
import dev.shutterhook.core.monitor.TextChange;
import dev.shutterhook.core.options.CaptureOptions;
import dev.shutterhook.core.options.Source;
import dev.shutterhook.core.render.Box;
import dev.shutterhook.core.render.FailureCode;
import dev.shutterhook.core.request.WebUrl;
import dev.shutterhook.core.webhook.EventType;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A monitor and a run that never were; its metadata says so. */
record SampleRun(Id id, String account, Instant now) {
  private static final WebUrl PAGE = WebUrl.parse("https://example.com/pricing");
  private static final Duration PERIOD = Duration.ofMinutes(15);
  private static final int RETENTION_DAYS = 30;

  /** Of no bytes at all: the links lead to nothing. */
  private static final String SHA256 =
      "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

  /** What that event would tell of. */
  ObjectNode of(EventType type, ArtifactLinks links) {
    return switch (type) {
      case MONITOR_CHANGED -> news(MonitorState.ACTIVE, 0, changed(), links);
      case MONITOR_UNCHANGED, MONITOR_RECOVERED -> news(MonitorState.ACTIVE, 0, unchanged(), links);
      case MONITOR_FAILED -> news(MonitorState.ACTIVE, MonitorSettings.FAIL_AFTER, failed(), links);
      case MONITOR_PAUSED ->
          news(MonitorState.PAUSED, MonitorSettings.PAUSE_AFTER, failed(), links);
      default -> throw new IllegalArgumentException("not of a monitor");
    };
  }

  private ObjectNode news(MonitorState state, int failures, MonitorRun run, ArtifactLinks links) {
    Progress progress =
        new Progress(
            1,
            seen(before()),
            List.of(),
            List.of(),
            0,
            null,
            null,
            failures,
            failures > 0,
            run.id(),
            run.state(),
            now);
    boolean active = state == MonitorState.ACTIVE;
    Monitor monitor =
        new Monitor(
            id,
            account,
            "",
            settings(),
            null,
            state,
            active ? null : Monitor.Pause.FAILURES,
            active ? now.plus(PERIOD) : null,
            progress,
            now,
            now);
    return MonitorNews.of(monitor, run, links);
  }

  private static MonitorSettings settings() {
    return new MonitorSettings(
        "A sample event: there is no such monitor.",
        CaptureOptions.of(new Source.Page(PAGE)),
        "rate(15 minutes)",
        ZoneId.of("UTC"),
        CompareSettings.DEFAULT,
        Notify.CHANGED,
        List.of(),
        MonitorSettings.FAIL_AFTER,
        MonitorSettings.PAUSE_AFTER,
        RETENTION_DAYS,
        Json.mapper().createObjectNode().put("sample", true),
        null,
        null);
  }

  private MonitorRun begun() {
    return MonitorRun.begun(id, account, now, now.plus(Duration.ofDays(RETENTION_DAYS)));
  }

  /** The run that it is compared with. */
  private Id before() {
    return MonitorRun.idOf(id, now.minus(PERIOD));
  }

  private MonitorRun changed() {
    return ended(
        RunState.CHANGED,
        812,
        0.0008,
        List.of(new Region(new Box(96, 240, 180, 24), 812)),
        new TextChange(List.of("€ 12 a month"), List.of("€ 9 a month")),
        Diff.folderOf(id) + begun().id() + ".png");
  }

  private MonitorRun unchanged() {
    return ended(RunState.UNCHANGED, 0, 0, List.of(), TextChange.NONE, null);
  }

  private MonitorRun ended(
      RunState end,
      long pixels,
      double ratio,
      List<Region> regions,
      TextChange text,
      @Nullable String picture) {
    Diff diff = new Diff(before().toString(), pixels, ratio, regions, 0, text, picture);
    return begun().ended(end, seen(begun().id()), diff, List.of(), true, now);
  }

  private MonitorRun failed() {
    FailureCode timeout = FailureCode.TIMEOUT;
    return begun().failed(new RunFailure(timeout.code(), timeout.message()), true, now);
  }

  private Snapshot seen(Id run) {
    return new Snapshot(
        run,
        Snapshot.keptKey(id, run, "png"),
        SHA256,
        1_280,
        800,
        Snapshot.keptKey(id, run, "txt"),
        List.of(),
        now);
  }
}
