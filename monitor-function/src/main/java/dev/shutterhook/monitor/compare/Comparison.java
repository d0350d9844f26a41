package dev.shutterhook.monitor.compare;

import dev.shutterhook.core.render.Box;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Which pixels of two pictures differ, as pixelmatch 7.2.0 (ISC, V. Agafonkin) counts them: those
 * that are further apart than a threshold and do not only smooth an edge. Pictures of unequal size
 * are compared where both have pixels, as if they were cut to it; where only one has, it differs.
 */
public final class Comparison {
  /** So many pixels from the first on that is another are compared in one go. */
  private static final int STRETCH = 128;

  /** Rows that one thread compares at a time. */
  private static final int BAND = 256;

  private final Picture before;
  private final Picture after;
  private final int width;
  private final int height;
  private final double limit;

  /** What is estimated to be less is below the limit. */
  private final float unlike;

  private final AntiAliasing antiAliasing;
  private final float[] estimates = new float[STRETCH];
  private final int[] candidates = new int[STRETCH];

  private Comparison(Picture before, Picture after, double threshold) {
    this.before = before;
    this.after = after;
    this.width = Math.min(before.width(), after.width());
    this.height = Math.min(before.height(), after.height());
    this.limit = Yiq.MOST * threshold * threshold;
    this.unlike = (float) (limit - Yiq.ROUNDING);
    this.antiAliasing = new AntiAliasing(before, after, width, height);
  }

  /**
   * Compares two pictures.
   *
   * @param ignored where nothing counts; may reach beyond the pictures
   * @param pixelThreshold how different two pixels must be, 0 to 1, as pixelmatch has it
   */
  public static Changes compare(
      Picture before, Picture after, List<Box> ignored, double pixelThreshold) {
    if (!(pixelThreshold >= 0 && pixelThreshold <= 1)) {
      throw new IllegalArgumentException("a threshold is from 0 to 1");
    }
    Rows rows = new Rows(Math.max(before.height(), after.height()));
    int common = Math.min(before.height(), after.height());
    // Each band has working memory of its own; with one processor they come one after the other.
    IntStream.range(0, Math.ceilDiv(common, BAND))
        .parallel()
        .forEach(
            band ->
                new Comparison(before, after, pixelThreshold)
                    .compare(band * BAND, Math.min((band + 1) * BAND, common), rows));
    unshared(before, after, rows);
    rows.clear(ignored);
    return new Changes(
        Math.max(before.width(), after.width()), after.height() - before.height(), rows);
  }

  /** What only one of the pictures has. */
  private static void unshared(Picture before, Picture after, Rows rows) {
    for (int y = 0; y < rows.height(); y++) {
      int one = y < before.height() ? before.width() : 0;
      int other = y < after.height() ? after.width() : 0;
      rows.set(y, Math.min(one, other), Math.max(one, other));
    }
  }

  private void compare(int from, int to, Rows rows) {
    for (int y = from; y < to; y++) {
      compare(y, rows);
    }
  }

  private void compare(int y, Rows rows) {
    int x = differing(y, 0);
    if (x == width) {
      return;
    }
    long[] words = new long[((width - 1) >>> 6) + 1];
    while (x < width) {
      int count = Math.min(STRETCH, width - x);
      stretch(x, y, count, words);
      x = differing(y, x + count);
    }
    rows.put(y, words);
  }

  /** The first column from that one on in which the pixels are not the same; the width for none. */
  private int differing(int y, int from) {
    int one = y * before.width();
    int other = y * after.width();
    int equal =
        Arrays.mismatch(
            before.pixels(), one + from, one + width, after.pixels(), other + from, other + width);
    return equal < 0 ? width : from + equal;
  }

  private void stretch(int from, int y, int count, long[] words) {
    int one = y * before.width() + from;
    int other = y * after.width() + from;
    int[] pixels = before.pixels();
    int[] others = after.pixels();
    if (Yiq.opaque(pixels, one, others, other, count)) {
      Yiq.estimate(pixels, one, others, other, estimates, count);
    } else {
      Arrays.fill(estimates, (float) limit);
    }
    int found = 0;
    for (int i = 0; i < count; i++) {
      // Without a branch: whether a pixel of a text is another cannot be foretold.
      candidates[found] = i;
      found += estimates[i] > unlike ? 1 : 0;
    }
    for (int k = 0; k < found; k++) {
      int x = from + candidates[k];
      if (changed(x, y, estimates[candidates[k]])) {
        words[x >>> 6] |= 1L << x;
      }
    }
  }

  private boolean changed(int x, int y, float estimate) {
    if (estimate <= limit + Yiq.ROUNDING) {
      int one = before.pixels()[y * before.width() + x];
      int other = after.pixels()[y * after.width() + x];
      if (one == other || Yiq.apart(one, other, y * width + x) <= limit) {
        return false;
      }
    }
    return !antiAliasing.at(x, y);
  }
}
