package dev.shutterhook.core.render;

import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * What a mask came to in a picture.
 *
 * @param mask as the client wrote it: a selector or a pattern of text
 * @param boxes where it was painted over, the first {@value #MAX_BOXES}; empty where it matched
 *     nothing that can be seen
 */
public record Masked(String mask, List<Box> boxes) {
  /** Of one mask; what is beyond is painted too, and not listed. */
  public static final int MAX_BOXES = 64;

  /** Characters of a mask: no request has a longer one. */
  public static final int MAX_MASK_LENGTH = 512;

  private static final int FIELDS_BYTES = 24;

  public Masked {
    mask = mask.substring(0, Math.min(mask.length(), MAX_MASK_LENGTH));
    boxes = boxes == null ? List.of() : boxes.stream().limit(MAX_BOXES).toList();
  }

  /** As JSON without its boxes, at most: each of its letters may have to be escaped. */
  int jsonBytes() {
    return 2 * mask.getBytes(StandardCharsets.UTF_8).length + FIELDS_BYTES;
  }
}
