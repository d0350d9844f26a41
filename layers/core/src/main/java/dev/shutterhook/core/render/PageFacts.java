package dev.shutterhook.core.render;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the page turned out to be.
 *
 * @param finalUrl after redirects, at most {@value #MAX_URL_LENGTH} characters
 * @param httpStatus of the document; null where it came without HTTP
 * @param title at most {@value #MAX_TITLE_LENGTH} characters
 * @param masks what each of the request's masks came to, the first {@value #MAX_MASKS}
 */
public record PageFacts(
    String finalUrl,
    @Nullable Integer httpStatus,
    String title,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Masked> masks) {
  /** Characters of a URL; what is longer is cut. */
  public static final int MAX_URL_LENGTH = 4_096;

  /** Characters of a title; what is longer is cut. */
  public static final int MAX_TITLE_LENGTH = 512;

  /** As many as a request may have, of both kinds. */
  public static final int MAX_MASKS = 100;

  /** What a page turned out to be in which nothing was to be masked. */
  public PageFacts(String finalUrl, @Nullable Integer httpStatus, String title) {
    this(finalUrl, httpStatus, title, List.of());
  }

  public PageFacts {
    // Those from before there were masks have none.
    masks = masks == null ? List.of() : masks.stream().limit(MAX_MASKS).toList();
    finalUrl = Legible.url(finalUrl, MAX_URL_LENGTH);
    title = Legible.text(title, MAX_TITLE_LENGTH);
  }
}
