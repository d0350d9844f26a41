package dev.shutterhook.core.monitor;

import dev.shutterhook.core.id.Id;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a comparison found.
 *
 * @param against the run that this one was compared with, as its id
 * @param pixels that are others, those of rows and columns that only one of the pictures has among
 *     them
 * @param ratio of all pixels, 0 to 1
 * @param regions where, the largest first, at most {@value #MAX_REGIONS}
 * @param heightDelta by how many pixels the page has grown; negative where it has shrunk
 * @param text what it says now
 * @param picture the key of a PNG that shows it; null where nothing has changed
 */
public record Diff(
    String against,
    long pixels,
    double ratio,
    List<Region> regions,
    int heightDelta,
    TextChange text,
    @Nullable String picture) {
  /** What lies further apart than fits into so many is put together. */
  public static final int MAX_REGIONS = 20;

  /** Pictures of differences lie under this, by their monitor. */
  public static final String PREFIX = "diffs/";

  public Diff {
    regions = List.copyOf(regions);
  }

  /** Where all pictures of a monitor's differences lie. */
  public static String folderOf(Id monitor) {
    return PREFIX + monitor + "/";
  }
}
