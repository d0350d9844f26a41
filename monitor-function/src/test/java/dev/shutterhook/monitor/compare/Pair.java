package dev.shutterhook.monitor.compare;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.zip.CRC32;

/** Two pictures of one size that differ in a way of their own. */
record Pair(String name, Picture before, Picture after) {
  private static final int WIDTH = 160;
  private static final int HEIGHT = 120;
  private static final int INK = 0xff222222;
  private static final int BLUE = 0xff2255cc;

  private static final Canvas PAGE = page(8, 16, "HELMA");
  private static final Canvas PHOTO = photo(0);
  private static final Canvas RAMP = ramp(0, 1);
  private static final Canvas SHAPES =
      blank().disc(200, 180, 110, BLUE).disc(430, 300, 60, 0xffcc4411).line(100, 20, INK);
  private static final Canvas GLASS = PHOTO.copy().veil(1);

  /** All of them. */
  static List<Pair> all() {
    return List.of(
        of("text-one-letter", PAGE, page(8, 16, "HELMO")),
        of("text-other-words", PAGE, page(8, 16, "ROCKF")),
        of("text-a-quarter-to-the-right", PAGE, page(9, 16, "HELMA")),
        of("text-half-a-pixel-down", PAGE, page(8, 18, "HELMA")),
        of("text-shifted-by-a-pixel", PAGE, shifted(PAGE, 1, 0)),
        of("text-shifted-down-by-a-pixel", PAGE, shifted(PAGE, 0, 1)),
        of(
            "text-smaller",
            blank().text(20, 20, 12, "GAME", INK),
            blank().text(20, 20, 11, "GAME", INK)),
        of("text-another-ink", PAGE, page(8, 16, "HELMA", 0xff444444)),
        of("text-on-a-photograph", PHOTO, PHOTO.copy().text(40, 100, 8, "ABCDEF", 0xffffffff)),
        of("photo-little-grain", PHOTO, PHOTO.copy().grain(3, 7)),
        of("photo-much-grain", PHOTO, PHOTO.copy().grain(40, 8)),
        of("photo-another", PHOTO, photo(40)),
        of("photo-shifted-by-a-pixel", PHOTO, shifted(PHOTO, 1, 0)),
        of("photo-shifted-both-ways", PHOTO, shifted(PHOTO, 1, 1)),
        of("photo-with-a-spot", PHOTO, PHOTO.copy().disc(300, 200, 40, 0xff10ff10)),
        of("photo-with-one-pixel", PHOTO, PHOTO.copy().fill(77, 33, 1, 1, 0xff000000)),
        of("gradient-steeper", RAMP, ramp(0, 2)),
        of("gradient-one-level-brighter", RAMP, ramp(1, 1)),
        of("gradient-shifted-by-a-pixel", RAMP, shifted(RAMP, 1, 0)),
        of("gradient-with-a-button", RAMP, RAMP.copy().fill(40, 40, 40, 20, 0xffffffff)),
        of("edges-a-quarter-larger", SHAPES, SHAPES.copy().disc(200, 180, 111, BLUE)),
        of("edges-a-pixel-larger", SHAPES, SHAPES.copy().disc(200, 180, 114, BLUE)),
        of("edges-line-turned", SHAPES, blank().disc(200, 180, 110, BLUE).line(100, 24, INK)),
        of("edges-shifted-by-a-pixel", SHAPES, shifted(SHAPES, 1, 0)),
        of("edges-at-the-border", blank(), blank().disc(0, 0, 200, BLUE).disc(640, 480, 90, INK)),
        of("edges-inverted", SHAPES, inverted(SHAPES)),
        of("alpha-another-veil", GLASS, PHOTO.copy().veil(2)),
        of("alpha-and-opaque", PAGE, PAGE.copy().fill(20, 10, 90, 60, 0x80ffffff)),
        of("alpha-text-behind-glass", veiled(PAGE), veiled(page(9, 16, "HELMO"))),
        of(
            "alpha-unlike-colours-of-nothing",
            blank().fill(0, 0, 80, 120, 0),
            blank().fill(0, 0, 80, 120, 0x00ff8800)));
  }

  private static Pair of(String name, Canvas before, Canvas after) {
    return new Pair(name, before.picture(), after.picture());
  }

  private static Canvas blank() {
    return new Canvas(WIDTH, HEIGHT);
  }

  private static Canvas page(int x, int y, String word) {
    return page(x, y, word, INK);
  }

  private static Canvas page(int x, int y, String word, int ink) {
    Canvas page = blank().fill(0, 0, WIDTH, 3, BLUE);
    for (int line = 0; line < 7; line++) {
      page.text(x, y + line * 64, 5 + line, (line == 3 ? word : "PAGES") + "CDEFGHI", ink);
    }
    return page;
  }

  /** Large soft shapes with grain, as a photograph has them; no sine but the strict one. */
  private static Canvas photo(int phase) {
    Function<Double, Integer> level = wave -> Math.clamp((int) (128 + 90 * wave), 0, 255);
    return blank()
        .each(
            (x, y) -> {
              double slow = StrictMath.sin((x + phase) / 17.0) + StrictMath.sin(y / 11.0);
              double fast = StrictMath.sin((x + y) / 2.5 + phase);
              int red = level.apply((slow + fast) / 2);
              int green = level.apply(slow / 2);
              int blue = level.apply((slow - fast) / 3);
              return 0xff000000 | (red << 16) | (green << 8) | blue;
            })
        .grain(9, 5);
  }

  private static Canvas ramp(int more, int steepness) {
    return blank()
        .each(
            (x, y) -> {
              int level = Math.min(255, 40 + more + x * steepness / 2 + y / 3);
              return 0xff000000 | (level << 16) | (level << 8) | (255 - level / 2);
            });
  }

  private static Canvas shifted(Canvas canvas, int right, int down) {
    Picture from = canvas.picture();
    return blank()
        .each((x, y) -> from.pixels()[Math.max(0, y - down) * WIDTH + Math.max(0, x - right)]);
  }

  private static Canvas inverted(Canvas canvas) {
    Picture from = canvas.picture();
    return blank().each((x, y) -> from.pixels()[y * WIDTH + x] ^ 0xffffff);
  }

  private static Canvas veiled(Canvas canvas) {
    Picture from = canvas.picture();
    return blank().each((x, y) -> (from.pixels()[y * WIDTH + x] & 0xffffff) | ((90 + x) << 24));
  }

  /** Eight hexadecimal digits that are others where a pixel is. */
  String checksum() {
    CRC32 crc = new CRC32();
    crc.update(rgba(before));
    crc.update(rgba(after));
    return String.format(Locale.ROOT, "%08x", crc.getValue());
  }

  /** Four bytes a pixel: red, green, blue, alpha. */
  static byte[] rgba(Picture picture) {
    ByteBuffer bytes = ByteBuffer.allocate(4 * picture.pixels().length);
    IntStream.of(picture.pixels()).forEach(argb -> bytes.putInt(Integer.rotateLeft(argb, 8)));
    return bytes.array();
  }

  @Override
  public String toString() {
    return name;
  }
}
