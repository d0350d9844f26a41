package dev.shutterhook.pages;

import java.util.Map;

/** The colours that pages and expectations speak of: eight names of CSS, or hexadecimal digits. */
final class ColourName {
  private static final Map<String, Integer> NAMES =
      Map.of(
          "white", 0xffffffff,
          "black", 0xff000000,
          "red", 0xffff0000,
          "lime", 0xff00ff00,
          "blue", 0xff0000ff,
          "yellow", 0xffffff00,
          "magenta", 0xffff00ff,
          "transparent", 0x00000000);

  private ColourName() {}

  /** As a pixel's ARGB. */
  static int argb(String name) {
    Integer known = NAMES.get(name);
    if (known != null) {
      return known;
    }
    if (!name.matches("#?[0-9a-f]{6}")) {
      throw new IllegalArgumentException("no colour: " + name);
    }
    return 0xff000000 | Integer.parseInt(name.replace("#", ""), 16);
  }
}
