package dev.shutterhook.monitor.run;

import dev.shutterhook.core.id.Id;
import dev.shutterhook.core.monitor.Baseline;
import dev.shutterhook.core.monitor.CompareSettings;
import dev.shutterhook.core.monitor.Diff;
import dev.shutterhook.core.monitor.Mask;
import dev.shutterhook.core.monitor.Monitor;
import dev.shutterhook.core.monitor.MonitorRun;
import dev.shutterhook.core.monitor.MonitorState;
import dev.shutterhook.core.monitor.Progress;
import dev.shutterhook.core.monitor.RunFailure;
import dev.shutterhook.core.monitor.Snapshot;
import dev.shutterhook.core.monitor.TextChange;
import dev.shutterhook.core.options.TextPattern;
import dev.shutterhook.core.render.Box;
import dev.shutterhook.monitor.compare.Changes;
import dev.shutterhook.monitor.compare.Comparison;
import dev.shutterhook.monitor.compare.DiffPicture;
import dev.shutterhook.monitor.compare.Noise;
import dev.shutterhook.monitor.compare.Picture;
import dev.shutterhook.monitor.compare.Pictures;
import dev.shutterhook.monitor.compare.TextComparison;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Decides whether a page has changed. Holds three pictures at a time at most, whatever it is
 * compared with. Safe for threads.
 */
public final class Judge {
  /** Of all pixels. A page of which more differs has changed, and nothing is learned of it. */
  static final double MAX_NOISE = 0.5;

  private final Album album;

  public Judge(Album album) {
    this.album = album;
  }

  /** What a page looked like, and how it differs now. */
  private record Match(Snapshot before, Changes changes) {}

  /**
   * Judges a look at a page.
   *
   * @param run as it is: the first look is there where this is the second
   */
  Finding judge(Monitor monitor, MonitorRun run, Snapshot now) {
    CompareSettings settings = monitor.settings().compare();
    Progress progress = monitor.progress();
    List<Snapshot> known = known(settings, progress);
    if (known.isEmpty()) {
      return new Finding.First();
    }
    boolean learning = progress.learned() < settings.learnNoise();
    Optional<Snapshot> same =
        known.stream().filter(before -> before.sha256().equals(now.sha256())).findFirst();
    if (same.isPresent()) {
      return learning
          ? new Finding.Learned(progress.noise())
          : new Finding.Unchanged(Judge.same(same.get()));
    }
    return switch (read(now)) {
      case Missing(RunFailure why) -> new Finding.Failed(why);
      case Present(Picture picture) ->
          learning
              ? learn(known.getFirst(), progress, settings, now, picture)
              : judge(monitor, run, known, now, picture);
    };
  }

  /** What it may look like: the baseline first. */
  private static List<Snapshot> known(CompareSettings settings, Progress progress) {
    Snapshot reference = progress.reference();
    boolean approved = settings.baseline() == Baseline.APPROVED && !progress.accepted().isEmpty();
    return approved || reference == null
        ? progress.accepted()
        : Stream.concat(Stream.of(reference), progress.accepted().stream()).toList();
  }

  private Finding learn(
      Snapshot reference,
      Progress progress,
      CompareSettings settings,
      Snapshot now,
      Picture picture) {
    List<Box> masks = masks(settings, reference, now);
    return changes(reference, picture, masks, settings)
        .<Finding>map(
            changes ->
                new Finding.Learned(
                    changes.ratio() > MAX_NOISE
                        ? progress.noise()
                        : Noise.learn(progress.noise(), changes)))
        .orElseGet(Finding.First::new);
  }

  private Finding judge(
      Monitor monitor, MonitorRun run, List<Snapshot> known, Snapshot now, Picture picture) {
    CompareSettings settings = monitor.settings().compare();
    Match best = null;
    for (Snapshot before : known) {
      List<Box> ignored = ignored(monitor, before, now);
      Optional<Changes> changes = changes(before, picture, ignored, settings);
      if (changes.isPresent() && (best == null || changes.get().count() < best.changes().count())) {
        best = new Match(before, changes.get());
      }
      if (best != null && best.changes().ratio() <= settings.threshold()) {
        break;
      }
    }
    if (best == null) {
      // What it was compared with is no longer stored: it begins anew.
      return new Finding.First();
    }
    return concluded(monitor, run, best, now, picture);
  }

  private Finding concluded(
      Monitor monitor, MonitorRun run, Match found, Snapshot now, Picture picture) {
    CompareSettings settings = monitor.settings().compare();
    Match match = twice(monitor, run, found);
    Diff diff = diff(match, now, settings, null);
    if (match.changes().ratio() <= settings.threshold()) {
      return new Finding.Unchanged(diff);
    }
    // Nobody takes a second look for a monitor that is paused.
    boolean active = monitor.state() == MonitorState.ACTIVE;
    if (settings.confirm() && active && run.snapshot() == null) {
      return new Finding.Suspected(diff);
    }
    String key = album.keepDifference(monitor.id(), run.id(), drawn(match, picture));
    return new Finding.Changed(
        diff(match, now, settings, key), known(monitor, now, picture, settings));
  }

  /** Only what differed at the first look too, where this is the second. */
  private Match twice(Monitor monitor, MonitorRun run, Match second) {
    Snapshot first = run.snapshot();
    if (first == null || !(read(first) instanceof Present(Picture picture))) {
      return second;
    }
    List<Box> ignored = ignored(monitor, second.before(), first);
    return changes(second.before(), picture, ignored, monitor.settings().compare())
        .map(changes -> new Match(second.before(), second.changes().and(changes)))
        .orElse(second);
  }

  private byte[] drawn(Match match, Picture now) {
    return read(match.before()) instanceof Present(Picture before)
        ? DiffPicture.write(before, now, match.changes())
        : DiffPicture.write(now, now, match.changes());
  }

  /** With the previous run it is compared anew each time, so that nothing is told twice. */
  private boolean known(Monitor monitor, Snapshot now, Picture picture, CompareSettings settings) {
    Snapshot told = monitor.progress().told();
    return told != null
        && settings.baseline() == Baseline.APPROVED
        && (told.sha256().equals(now.sha256())
            || changes(told, picture, ignored(monitor, told, now), settings)
                .filter(changes -> changes.ratio() <= settings.threshold())
                .isPresent());
  }

  private Optional<Changes> changes(
      Snapshot before, Picture now, List<Box> ignored, CompareSettings settings) {
    return read(before) instanceof Present(Picture picture)
        ? Optional.of(Comparison.compare(picture, now, ignored, settings.pixelThreshold()))
        : Optional.empty();
  }

  private static List<Box> ignored(Monitor monitor, Snapshot before, Snapshot now) {
    return Stream.concat(
            masks(monitor.settings().compare(), before, now).stream(),
            monitor.progress().noise().stream())
        .toList();
  }

  /** Where something was painted over in either, and the rectangles. */
  private static List<Box> masks(CompareSettings settings, Snapshot before, Snapshot now) {
    List<Box> boxes = new ArrayList<>();
    settings.mask().stream().map(Mask::box).filter(Objects::nonNull).forEach(boxes::add);
    Stream.of(before, now)
        .flatMap(snapshot -> snapshot.masks().stream())
        .forEach(masked -> boxes.addAll(masked.boxes()));
    return boxes;
  }

  private Diff diff(Match match, Snapshot now, CompareSettings settings, @Nullable String picture) {
    Changes changes = match.changes();
    List<TextPattern> patterns = settings.ignoreText().stream().map(TextPattern::parse).toList();
    TextChange text =
        TextComparison.compare(album.text(match.before().text()), album.text(now.text()), patterns);
    return new Diff(
        match.before().run().toString(),
        changes.count(),
        changes.ratio(),
        changes.regions(),
        changes.heightDelta(),
        text,
        picture);
  }

  private static Diff same(Snapshot before) {
    Id run = before.run();
    return new Diff(run.toString(), 0, 0, List.of(), 0, TextChange.NONE, null);
  }

  /** A snapshot's picture. */
  private sealed interface Held {}

  private record Present(Picture picture) implements Held {}

  private record Missing(RunFailure why) implements Held {}

  private Held read(Snapshot snapshot) {
    return switch (album.picture(snapshot.picture()).orElse(null)) {
      case null -> new Missing(new RunFailure(RunFailure.GONE, "Its picture is no longer stored."));
      case Pictures.Read(Picture picture) -> new Present(picture);
      case Pictures.TooLarge(int width, int height) ->
          new Missing(
              new RunFailure(
                  RunFailure.TOO_LARGE,
                  "Its picture has %d × %d pixels; at most %d million are compared."
                      .formatted(width, height, Pictures.MAX_PIXELS / 1_000_000)));
    };
  }
}
