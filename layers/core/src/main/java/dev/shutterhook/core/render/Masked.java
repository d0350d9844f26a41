package dev.shutterhook.core.render;

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

  public Masked {
    boxes = boxes == null ? List.of() : boxes.stream().limit(MAX_BOXES).toList();
  }
}
