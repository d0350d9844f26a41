package dev.shutterhook.core.request;

import java.text.Normalizer;
import java.text.Normalizer.Form;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Host names in ASCII as browsers write them: UTS 46, non-transitional. The JDK's own {@code IDN}
 * is of 2003, to which {@code faß.de} is {@code fass.de}, another host. A test compares every
 * character of Unicode with Chromium; what cannot be told surely from the JDK's tables is refused.
 */
final class Idna {
  private static final String PREFIX = "xn--";
  private static final int MAX_LABEL_CHARS = 63;
  private static final int SHARP_S = 0xdf;
  private static final int FINAL_SIGMA = 0x3c2;

  private static final int CAPITAL_SHARP_S = 0x1e9e;
  private static final int DOTLESS_I = 0x131;
  private static final String DOTS = ".\u3002\uff0e\uff61";

  /** Soft hyphen, two without width, the mark of byte order. */
  private static final Set<Integer> IGNORED = Set.of(0xad, 0x200b, 0x2060, 0xfeff);

  private static final int FIRST_SELECTOR = 0xfe00;
  private static final int LAST_SELECTOR = 0xfe0f;

  private static final Set<Integer> MARKS =
      Set.of(
          (int) Character.NON_SPACING_MARK,
          (int) Character.COMBINING_SPACING_MARK,
          (int) Character.ENCLOSING_MARK);

  private static final Set<Integer> NEVER =
      Set.of(
          (int) Character.UNASSIGNED,
          (int) Character.PRIVATE_USE,
          (int) Character.SURROGATE,
          (int) Character.CONTROL,
          (int) Character.FORMAT,
          (int) Character.SPACE_SEPARATOR,
          (int) Character.LINE_SEPARATOR,
          (int) Character.PARAGRAPH_SEPARATOR);

  /** Characters that browsers drop or refuse, though they are letters, marks or signs. */
  private static final List<Span> UNSEEN =
      List.of(
          new Span(0x34f, 0x34f),
          new Span(0x115f, 0x1160),
          new Span(0x17b4, 0x17b5),
          new Span(0x180b, 0x180f),
          new Span(0x2ff0, 0x2fff),
          new Span(0x3002, 0x3002),
          new Span(0x31ef, 0x31ef),
          new Span(0xfffc, 0xfffd),
          new Span(0xe0100, 0xe01ef));

  private static final String PLAIN = "abcdefghijklmnopqrstuvwxyz0123456789-_";

  private record Span(int first, int last) {
    boolean holds(int point) {
      return point >= first && point <= last;
    }
  }

  private Idna() {}

  /**
   * A host as a client names it in ASCII and lower case.
   *
   * @throws IllegalArgumentException with a message for the client where it is none
   */
  static String toAscii(String host) {
    String mapped = map(host);
    List<String> labels = Arrays.stream(mapped.split("\\.", -1)).map(Idna::unicode).toList();
    labels.forEach(Idna::require);
    if (!BidiRule.keeps(labels)) {
      throw new IllegalArgumentException("mixes directions of writing within its host");
    }
    return labels.stream().map(Idna::ascii).collect(Collectors.joining("."));
  }

  /** A label that came in ASCII form says the same as its Unicode form, or is none. */
  private static String unicode(String label) {
    if (!label.startsWith(PREFIX)) {
      return label;
    }
    try {
      String decoded = Punycode.decode(label.substring(PREFIX.length()));
      if (map(decoded).equals(decoded) && ascii(decoded).equals(label)) {
        return decoded;
      }
    } catch (RuntimeException e) {
      // It is no Punycode: a client's word may be anything.
    }
    throw new IllegalArgumentException("must name a valid host: " + label + " is none");
  }

  private static String ascii(String label) {
    boolean plain = label.chars().allMatch(c -> c < 0x80);
    if (plain) {
      return label;
    }
    if (label.length() > MAX_LABEL_CHARS) {
      throw new IllegalArgumentException("must name a valid host: a label is too long");
    }
    return PREFIX + Punycode.encode(label);
  }

  private static String map(String host) {
    StringBuilder mapped = new StringBuilder();
    host.codePoints().forEach(point -> mapped.append(fold(point)));
    return Normalizer.normalize(mapped, Form.NFC);
  }

  private static String fold(int point) {
    if (DOTS.indexOf(point) >= 0) {
      return ".";
    }
    if (IGNORED.contains(point) || (point >= FIRST_SELECTOR && point <= LAST_SELECTOR)) {
      return "";
    }
    if (point == SHARP_S || point == FINAL_SIGMA) {
      return Character.toString(point);
    }
    String plain = Normalizer.normalize(Character.toString(point), Form.NFKC);
    String folded = plain.codePoints().mapToObj(Idna::foldCase).collect(Collectors.joining());
    if (folded.contains(".")) {
      throw new IllegalArgumentException("must name a valid host: a character hides a dot");
    }
    return Normalizer.normalize(folded, Form.NFKC);
  }

  /** The JDK has no case folding, but upper and lower case, one after the other, are near. */
  private static String foldCase(int point) {
    if (point == CAPITAL_SHARP_S) {
      return Character.toString(SHARP_S);
    }
    if (point == DOTLESS_I) {
      return Character.toString(point);
    }
    String upper = Character.toString(point).toUpperCase(Locale.ROOT);
    if (Character.UnicodeScript.of(point) == Character.UnicodeScript.CHEROKEE) {
      return upper;
    }
    // One by one: the last sigma of a word has a lower case of its own.
    return upper
        .codePoints()
        .mapToObj(p -> Character.toString(p).toLowerCase(Locale.ROOT))
        .collect(Collectors.joining());
  }

  private static void require(String label) {
    if (!label.isEmpty() && MARKS.contains(Character.getType(label.codePointAt(0)))) {
      throw new IllegalArgumentException("must name a valid host: a label begins with a mark");
    }
    label.codePoints().forEach(Idna::require);
  }

  private static void require(int point) {
    boolean plain = point < 0x80 && PLAIN.indexOf(point) >= 0;
    boolean foreign =
        point >= 0x80
            && !NEVER.contains(Character.getType(point))
            && UNSEEN.stream().noneMatch(range -> range.holds(point));
    if (!plain && !foreign) {
      throw new IllegalArgumentException(
          String.format("must name a valid host: U+%04X is no part of one", point));
    }
  }
}
