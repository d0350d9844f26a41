package dev.shutterhook.core.request;

/** Labels of any script in ASCII, without the {@code xn--}: RFC 3492. */
final class Punycode {
  // RFC 3492, section 5.
  private static final int BASE = 36;
  private static final int T_MIN = 1;
  private static final int T_MAX = 26;
  private static final int SKEW = 38;
  private static final int DAMP = 700;
  private static final int FIRST_BIAS = 72;
  private static final int FIRST_POINT = 0x80;

  private Punycode() {}

  /** Encodes a label of at most 63 characters or so: the work grows with its square. */
  static String encode(String label) {
    int[] points = label.codePoints().toArray();
    StringBuilder out = new StringBuilder();
    label.codePoints().filter(p -> p < FIRST_POINT).forEach(out::appendCodePoint);
    int plain = out.length();
    int handled = plain;
    if (plain > 0) {
      out.append('-');
    }
    int next = FIRST_POINT;
    int delta = 0;
    int bias = FIRST_BIAS;
    while (handled < points.length) {
      int least = Integer.MAX_VALUE;
      for (int point : points) {
        least = point >= next ? Math.min(least, point) : least;
      }
      delta = Math.addExact(delta, Math.multiplyExact(least - next, handled + 1));
      for (int point : points) {
        if (point < least) {
          delta = Math.incrementExact(delta);
        } else if (point == least) {
          append(out, delta, bias);
          bias = adapt(delta, handled + 1, handled == plain);
          delta = 0;
          handled++;
        }
      }
      delta++;
      next = least + 1;
    }
    return out.toString();
  }

  /**
   * Decodes a label.
   *
   * @throws IllegalArgumentException or another {@link RuntimeException} where it is none
   */
  static String decode(String text) {
    int dash = text.lastIndexOf('-');
    StringBuilder out = new StringBuilder(text.substring(0, Math.max(dash, 0)));
    int count = out.length();
    int point = FIRST_POINT;
    int bias = FIRST_BIAS;
    int index = 0;
    for (int at = dash + 1; at < text.length(); ) {
      int before = index;
      int weight = 1;
      for (int k = BASE; ; k += BASE) {
        int digit = digit(text.charAt(at++));
        index = Math.addExact(index, Math.multiplyExact(digit, weight));
        int limit = limit(k, bias);
        if (digit < limit) {
          break;
        }
        weight = Math.multiplyExact(weight, BASE - limit);
      }
      count++;
      bias = adapt(index - before, count, before == 0);
      point = Math.addExact(point, index / count);
      index %= count;
      out.insert(out.offsetByCodePoints(0, index), Character.toString(point));
      index++;
    }
    return out.toString();
  }

  private static void append(StringBuilder out, int delta, int bias) {
    int rest = delta;
    for (int k = BASE; ; k += BASE) {
      int limit = limit(k, bias);
      if (rest < limit) {
        out.append(letter(rest));
        return;
      }
      out.append(letter(limit + (rest - limit) % (BASE - limit)));
      rest = (rest - limit) / (BASE - limit);
    }
  }

  private static int limit(int k, int bias) {
    return Math.clamp((long) k - bias, T_MIN, T_MAX);
  }

  /** RFC 3492, section 6.1. */
  private static int adapt(int delta, int points, boolean first) {
    int rest = first ? delta / DAMP : delta / 2;
    rest += rest / points;
    int k = 0;
    while (rest > (BASE - T_MIN) * T_MAX / 2) {
      rest /= BASE - T_MIN;
      k += BASE;
    }
    return k + (BASE - T_MIN + 1) * rest / (rest + SKEW);
  }

  private static char letter(int digit) {
    return (char) (digit < 26 ? 'a' + digit : '0' + digit - 26);
  }

  private static int digit(char letter) {
    if (letter >= 'a' && letter <= 'z') {
      return letter - 'a';
    }
    if (letter >= '0' && letter <= '9') {
      return letter - '0' + 26;
    }
    throw new IllegalArgumentException("not a digit of Punycode: " + letter);
  }
}
