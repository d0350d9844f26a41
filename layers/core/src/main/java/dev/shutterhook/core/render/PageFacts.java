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
  /** Characters of a URL; what is longer is cut. */
  public static final int MAX_URL_LENGTH = 4_096;

  /** Characters of a title; what is longer is cut. */
  public static final int MAX_TITLE_LENGTH = 512;

  public PageFacts {
    finalUrl = Legible.url(finalUrl, MAX_URL_LENGTH);
    title = Legible.text(title, MAX_TITLE_LENGTH);
  }
}
