package dev.shutterhook.submit.tick;

import dev.shutterhook.core.capture.Capture;
import dev.shutterhook.core.capture.CaptureStore;
import dev.shutterhook.core.capture.PictureStore;
import dev.shutterhook.core.monitor.Diff;
import dev.shutterhook.core.monitor.MonitorRun;
import dev.shutterhook.core.monitor.RunStore;
import dev.shutterhook.submit.capture.Removal;
import java.util.List;

/** Deletes runs, with the captures and the pictures that were made for them. Safe for threads. */
public final class RunRemoval {
  private final RunStore runs;
  private final CaptureStore captures;
  private final PictureStore pictures;
  private final Removal removal;

  public RunRemoval(RunStore runs, CaptureStore captures, PictureStore pictures, Removal removal) {
    this.runs = runs;
    this.captures = captures;
    this.pictures = pictures;
    this.removal = removal;
  }

  /**
   * Deletes a run; the record goes last. What is kept to compare others with stays.
   *
   * @return false where a capture of it has not ended, and nothing was deleted
   */
  public boolean remove(MonitorRun run) {
    List<Capture> looks = captures.find(List.of(run.capture(), run.confirmation()));
    if (looks.stream().anyMatch(capture -> !capture.status().terminal())) {
      return false;
    }
    looks.forEach(removal::remove);
    Diff diff = run.diff();
    if (diff != null && diff.picture() != null) {
      pictures.delete(diff.picture());
    }
    runs.delete(run.id());
    return true;
  }
}
