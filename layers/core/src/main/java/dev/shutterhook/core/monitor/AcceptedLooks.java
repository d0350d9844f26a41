package dev.shutterhook.core.monitor;

import dev.shutterhook.core.capture.PictureStore;
import dev.shutterhook.core.id.Id;
import dev.shutterhook.core.options.Format;
import java.util.List;
import java.util.Optional;

/** The files of what a page was, and may look like. Safe for threads. */
public final class AcceptedLooks {
  private final PictureStore pictures;

  public AcceptedLooks(PictureStore pictures) {
    this.pictures = pictures;
  }

  /**
   * Copies a run's files to where they are kept for as long as they are accepted.
   *
   * @param version of the progress that will name them
   * @return the same look of these files; empty where its picture is gone
   */
  public Optional<Snapshot> keep(Id monitor, Snapshot seen, long version) {
    String picture = Snapshot.acceptedKey(monitor, seen.run(), version, Format.PNG.extension());
    if (!pictures.copy(seen.picture(), picture)) {
      return Optional.empty();
    }
    String text = seen.text();
    String words = Snapshot.acceptedKey(monitor, seen.run(), version, Format.TEXT.extension());
    boolean kept = text != null && pictures.copy(text, words);
    return Optional.of(seen.keptAt(picture, kept ? words : null));
  }

  /**
   * Deletes what a monitor has kept and needs no longer, once that is written.
   *
   * @param before what it knew
   * @param after what it knows
   */
  public void dropUnneeded(Progress before, Progress after) {
    List<String> needed = after.kept().stream().map(Snapshot::picture).toList();
    before.kept().stream().filter(look -> !needed.contains(look.picture())).forEach(this::drop);
  }

  /** Deletes the files of a look. */
  public void drop(Snapshot look) {
    pictures.delete(look.picture());
    if (look.text() != null) {
      pictures.delete(look.text());
    }
  }
}
