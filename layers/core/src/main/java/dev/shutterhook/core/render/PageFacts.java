package dev.shutterhook.core.render;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.ArrayList;
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

  /** A request may have 64 of both kinds; a monitor's own come to them. */
  public static final int MAX_MASKS = 100;

  /**
   * Of all masks in JSON: a capture has to fit into one item of its table. What is beyond is
   * painted too, and not listed.
   */
  public static final int MAX_MASKS_BYTES = 16 * 1024;

  /** Boxes of all masks together. */
  public static final int MAX_BOXES = MAX_MASKS_BYTES / Box.MAX_JSON_BYTES;

  /** What a page turned out to be in which nothing was to be masked. */
  public PageFacts(String finalUrl, @Nullable Integer httpStatus, String title) {
    this(finalUrl, httpStatus, title, List.of());
  }

  public PageFacts {
    // Those from before there were masks have none.
    masks = masks == null ? List.of() : bounded(masks);
    finalUrl = Legible.url(finalUrl, MAX_URL_LENGTH);
    title = Legible.text(title, MAX_TITLE_LENGTH);
  }

  private static List<Masked> bounded(List<Masked> masks) {
    List<Masked> bounded = new ArrayList<>();
    int room = MAX_MASKS_BYTES;
    for (Masked masked : masks.subList(0, Math.min(masks.size(), MAX_MASKS))) {
      room -= masked.jsonBytes();
      if (room < 0) {
        break;
      }
      List<Box> boxes = masked.boxes().stream().limit(room / Box.MAX_JSON_BYTES).toList();
      room -= boxes.size() * Box.MAX_JSON_BYTES;
      bounded.add(new Masked(masked.mask(), boxes));
    }
    return List.copyOf(bounded);
  }
}
