package dev.shutterhook.monitor.compare;

import dev.shutterhook.core.monitor.Progress;
import dev.shutterhook.core.render.Box;
import java.util.ArrayList;
import java.util.List;

/** Where a page differs all the time. */
public final class Noise {
  /** Pixels around what was found: the next clock may be a digit wider. */
  public static final int MARGIN = 8;

  private Noise() {}

  /**
   * What is known, and what was found in a page that has not changed.
   *
   * @return boxes that do not meet unless there would be too many, at most {@link
   *     Progress#MAX_NOISE}
   */
  public static List<Box> learn(List<Box> known, Changes found) {
    List<Extent> apart = new ArrayList<>();
    known.forEach(box -> put(Extent.of(box), apart));
    found.boxes(Progress.MAX_NOISE, MARGIN).forEach(box -> put(Extent.of(box), apart));
    return Extent.atMost(Progress.MAX_NOISE, apart).stream().map(Extent::box).toList();
  }

  /** Adds what takes in all that it meets, and what that meets then. */
  private static void put(Extent extent, List<Extent> apart) {
    Extent whole = extent;
    for (int i = 0; i < apart.size(); ) {
      if (whole.meets(apart.get(i))) {
        whole = whole.with(apart.remove(i));
        i = 0;
      } else {
        i++;
      }
    }
    apart.add(whole);
  }
}
