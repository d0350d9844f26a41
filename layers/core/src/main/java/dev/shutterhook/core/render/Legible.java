package dev.shutterhook.core.render;

import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * What a stranger's page or a renderer says, made fit for a webhook: Unicode of a bounded size,
 * which no escaping of JSON can blow up.
 */
final class Legible {
  private static final int REPLACEMENT = 0xFFFD;

  private Legible() {}

  /** At most so many code points; controls are spaces, lone surrogates replaced. */
  static String text(String text, int most) {
    return text.codePoints()
        .limit(most)
        .map(Legible::shown)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }

  /**
   * At most so many characters, all of them of ASCII; what a URL cannot hold is percent-encoded.
   */
  static String url(String text, int most) {
    StringBuilder out = new StringBuilder();
    for (byte b : text(text, most).getBytes(StandardCharsets.UTF_8)) {
      if (b > ' ' && b < 0x7f && b != '"' && b != '\\') {
        out.append((char) b);
      } else {
        out.append(String.format(Locale.ROOT, "%%%02X", b & 0xff));
      }
    }
    return out.substring(0, Math.min(out.length(), most));
  }

  private static int shown(int codePoint) {
    if (Character.getType(codePoint) == Character.SURROGATE) {
      return REPLACEMENT;
    }
    return Character.isISOControl(codePoint) ? ' ' : codePoint;
  }
}
