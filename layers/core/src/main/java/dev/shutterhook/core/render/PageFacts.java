package dev.shutterhook.core.render;

import org.jspecify.annotations.Nullable;

/**
 * What the page turned out to be.
 *
 * @param finalUrl after redirects, at most {@value #MAX_URL_LENGTH} characters
 * @param httpStatus of the document; null where it came without HTTP
 * @param title at most {@value #MAX_TITLE_LENGTH} characters
 */
public record PageFacts(String finalUrl, @Nullable Integer httpStatus, String title) {
  public static final int MAX_URL_LENGTH = 4_096;
  public static final int MAX_TITLE_LENGTH = 512;

  public PageFacts {
    finalUrl = shortened(finalUrl, MAX_URL_LENGTH);
    title = shortened(title, MAX_TITLE_LENGTH);
  }

  /** Cuts between code points, so that what is left is still Unicode. */
  private static String shortened(String text, int most) {
    String wellFormed =
        text.codePoints()
            .map(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE ? 0xFFFD : c)
            .limit(most)
            .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
            .toString();
    return wellFormed;
  }
}
