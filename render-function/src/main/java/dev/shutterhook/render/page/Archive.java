package dev.shutterhook.render.page;

import java.nio.charset.StandardCharsets;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** An MHTML document (RFC 2557) without the traces of its making. */
final class Archive {
  /** The time in every page. */
  private static final String TIME = "Date: Thu, 1 Jan 2026 00:00:00 GMT";

  private static final Pattern DATE = Pattern.compile("(?m)^Date: [^\\r\\n]{0,100}");
  private static final Pattern BOUNDARY = Pattern.compile("boundary=\"([^\"]{1,200})\"");

  /** What the browser names anew each time: frames, and style sheets without an address. */
  private static final Pattern NAME =
      Pattern.compile("(?m)^Content-(?:ID|Location): .*?-([0-9A-Fa-f-]{32,36})@mhtml\\.blink");

  /** A quoted-printable line that goes on (RFC 2045, section 6.7). */
  private static final String FOLD = "(?:=\r\n)?";

  private static final Pattern DIGIT = Pattern.compile("[0-9A-Fa-f]");

  private Archive() {}

  /** The same with a fixed time and boundary, and with parts that are named by their order. */
  static byte[] timeless(byte[] bytes) {
    String text = new String(bytes, StandardCharsets.ISO_8859_1);
    text = DATE.matcher(text).replaceFirst(TIME);
    Matcher boundary = BOUNDARY.matcher(text);
    if (boundary.find()) {
      text = text.replace(boundary.group(1), "----MultipartBoundary--shutterhook----");
    }
    int next = 0;
    for (String name :
        NAME.matcher(text).results().map(found -> found.group(1)).distinct().toList()) {
      text = renamed(text, name, next++);
    }
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  /** As long as before, for lines are folded by their length; a name may go over two lines. */
  private static String renamed(String text, String name, int number) {
    Pattern folded =
        Pattern.compile(
            name.chars()
                .mapToObj(c -> Pattern.quote(String.valueOf((char) c)))
                .collect(Collectors.joining(FOLD)));
    String digits = "%036d".formatted(number);
    return folded.matcher(text).replaceAll(found -> counted(found, digits));
  }

  private static String counted(MatchResult found, String digits) {
    StringBuilder made = new StringBuilder();
    int last = digits.length();
    int count = (int) DIGIT.matcher(found.group()).results().count();
    int at = last - count;
    for (char c : found.group().toCharArray()) {
      made.append(DIGIT.matcher(String.valueOf(c)).matches() ? digits.charAt(at++) : c);
    }
    return made.toString();
  }
}
