package dev.shutterhook.core.monitor;

import dev.shutterhook.core.id.Id;
import dev.shutterhook.core.render.Box;
import dev.shutterhook.core.render.Masked;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a page looked like in one run.
 *
 * @param run in which
 * @param picture the key of the PNG
 * @param sha256 of the PNG
 * @param width of the PNG
 * @param height of the PNG
 * @param text the key of what it said; null where that was not kept
 * @param masks where it was painted over, the first {@value #MAX_BOXES} boxes of all
 * @param at when it was taken
 */
public record Snapshot(
    Id run,
    String picture,
    String sha256,
    int width,
    int height,
    @Nullable String text,
    List<Masked> masks,
    Instant at) {
  /** What is kept for as long as runs are compared with it lies under this, by its monitor. */
  public static final String KEPT_PREFIX = "baselines/";

  /** A monitor keeps several snapshots in one item, which has 400 KiB. */
  public static final int MAX_BOXES = 256;

  public Snapshot {
    masks = masks == null ? List.of() : bounded(masks);
  }

  private static List<Masked> bounded(List<Masked> masks) {
    List<Masked> kept = new ArrayList<>();
    int left = MAX_BOXES;
    for (Masked masked : masks) {
      List<Box> boxes = masked.boxes().stream().limit(left).toList();
      left -= boxes.size();
      kept.add(new Masked(masked.mask(), boxes));
    }
    return List.copyOf(kept);
  }

  /** The same, but its files lie there. */
  public Snapshot keptAt(String otherPicture, @Nullable String otherText) {
    return new Snapshot(run, otherPicture, sha256, width, height, otherText, masks, at);
  }

  /** Where a monitor's files of that kind of a run are kept. */
  public static String keptKey(Id monitor, Id run, String extension) {
    return keptFolder(monitor) + run + "." + extension;
  }

  /** Where all that is kept of a monitor's runs lies. */
  public static String keptFolder(Id monitor) {
    return KEPT_PREFIX + monitor + "/";
  }

  /**
   * Where a file of a look lies that somebody has approved. It is of that approval alone: whoever
   * deletes the files of another takes nothing from it.
   *
   * @param version of the progress that names it
   */
  public static String acceptedKey(Id monitor, Id run, long version, String extension) {
    return keptFolder(monitor) + "accepted/" + run + "-" + version + "." + extension;
  }
}
