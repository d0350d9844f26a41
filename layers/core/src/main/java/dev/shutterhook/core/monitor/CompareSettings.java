package dev.shutterhook.core.monitor;

import dev.shutterhook.core.options.TextPattern;
import java.util.List;

/**
 * When a run counts as changed.
 *
 * @param baseline what it is compared with
 * @param threshold the share of changed pixels above which it has changed, 0 to 1
 * @param pixelThreshold how different two pixels must be, 0 to 1, as pixelmatch has it
 * @param mask what does not count, at most {@value #MAX_MASKS}
 * @param ignoreText patterns of text that does not count, as {@link TextPattern} spells them, at
 *     most {@value #MAX_PATTERNS}
 * @param confirm whether the page is looked at again before anybody is told
 * @param learnNoise how many runs of an unchanged page tell what differs all the time; 0 for none
 */
public record CompareSettings(
    Baseline baseline,
    double threshold,
    double pixelThreshold,
    List<Mask> mask,
    List<String> ignoreText,
    boolean confirm,
    int learnNoise) {
  public static final int MAX_MASKS = 50;
  public static final int MAX_PATTERNS = 20;

  public static final int MAX_LEARN_NOISE = 20;

  public static final double DEFAULT_THRESHOLD = 0.001;
  public static final double DEFAULT_PIXEL_THRESHOLD = 0.1;

  /** Where the client says nothing. */
  public static final CompareSettings DEFAULT =
      new CompareSettings(
          Baseline.PREVIOUS,
          DEFAULT_THRESHOLD,
          DEFAULT_PIXEL_THRESHOLD,
          List.of(),
          List.of(),
          true,
          0);

  public CompareSettings {
    mask = mask == null ? List.of() : List.copyOf(mask);
    ignoreText = ignoreText == null ? List.of() : List.copyOf(ignoreText);
    if (!(threshold >= 0 && threshold <= 1 && pixelThreshold >= 0 && pixelThreshold <= 1)) {
      throw new IllegalArgumentException("a threshold is from 0 to 1");
    }
    if (mask.size() > MAX_MASKS || ignoreText.size() > MAX_PATTERNS) {
      throw new IllegalArgumentException("too many masks or patterns");
    }
    if (learnNoise < 0 || learnNoise > MAX_LEARN_NOISE) {
      throw new IllegalArgumentException("noise is learned from 0 to " + MAX_LEARN_NOISE);
    }
  }
}
