package dev.shutterhook.render.blocking.rule;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A pattern of a URL: {@code *} for any text, {@code ^} for one separator or the end, {@code |} for
 * an end of the URL, {@code ||} for the beginning of the host or of one of its parents.
 *
 * <p>Matching takes time in proportion to the lengths of pattern and URL multiplied, at most: a
 * page that makes up URLs cannot make it take longer, as it could with regular expressions.
 *
 * @param anchor where the pattern begins
 * @param parts what lies between its stars; empty texts where a star is first or last
 * @param toEnd whether the last part ends the URL
 * @param matchCase whether capitals are told apart
 */
public record UrlPattern(Anchor anchor, List<String> parts, boolean toEnd, boolean matchCase) {

  /** Where a pattern may begin to match. */
  enum Anchor {
    NONE,
    START,
    HOST
  }

  public UrlPattern {
    parts = List.copyOf(parts);
  }

  public static UrlPattern of(String pattern, boolean matchCase) {
    String rest = matchCase ? pattern : pattern.toLowerCase(Locale.ROOT);
    Anchor anchor = Anchor.NONE;
    if (rest.startsWith("||")) {
      anchor = Anchor.HOST;
      rest = rest.substring(2);
    } else if (rest.startsWith("|")) {
      anchor = Anchor.START;
      rest = rest.substring(1);
    }
    boolean toEnd = rest.endsWith("|");
    if (toEnd) {
      rest = rest.substring(0, rest.length() - 1);
    }
    return new UrlPattern(anchor, split(rest), toEnd, matchCase);
  }

  private static List<String> split(String pattern) {
    List<String> parts = new ArrayList<>();
    int start = 0;
    for (int star = pattern.indexOf('*'); star >= 0; star = pattern.indexOf('*', start)) {
      parts.add(pattern.substring(start, star));
      start = star + 1;
    }
    parts.add(pattern.substring(start));
    return parts;
  }

  boolean matches(PageRequest request) {
    String url = matchCase ? request.url() : request.lower();
    return switch (anchor) {
      case NONE -> from(url, 0, true);
      case START -> from(url, 0, false);
      case HOST -> fromHost(url, request.hostStart(), request.host().length());
    };
  }

  private boolean fromHost(String url, int hostStart, int hostLength) {
    int end = hostStart + hostLength;
    for (int start = hostStart; start < end; ) {
      if (from(url, start, false)) {
        return true;
      }
      int dot = url.indexOf('.', start);
      start = dot < 0 ? end : dot + 1;
    }
    return false;
  }

  /** Takes the earliest place of each part: a later one never leaves more room. */
  private boolean from(String url, int start, boolean floating) {
    int at = start;
    int last = parts.size() - 1;
    for (int i = 0; i <= last; i++) {
      boolean fixed = i == 0 && !floating;
      String part = parts.get(i);
      if (i == last && toEnd) {
        return ends(url, part, at, fixed);
      }
      int end = fixed ? matchAt(url, part, at) : find(url, part, at);
      if (end < 0) {
        return false;
      }
      at = end;
    }
    return true;
  }

  private static boolean ends(String url, String part, int at, boolean fixed) {
    // A separator that is last may stand for the end itself.
    int first = part.endsWith("^") ? part.length() - 1 : part.length();
    for (int length = first; length <= part.length(); length++) {
      int start = url.length() - length;
      boolean there = fixed ? start == at : start >= at;
      if (there && matchAt(url, part, start) == url.length()) {
        return true;
      }
    }
    return false;
  }

  /** Where a part ends that begins at or after a place; -1 where there is none. */
  private static int find(String url, String part, int from) {
    if (part.indexOf('^') < 0) {
      int start = url.indexOf(part, from);
      return start < 0 ? -1 : start + part.length();
    }
    for (int start = from; start <= url.length(); start++) {
      int end = matchAt(url, part, start);
      if (end >= 0) {
        return end;
      }
    }
    return -1;
  }

  private static int matchAt(String url, String part, int start) {
    int at = start;
    for (int i = 0; i < part.length(); i++) {
      char wanted = part.charAt(i);
      if (at == url.length()) {
        return wanted == '^' && i == part.length() - 1 ? at : -1;
      }
      char found = url.charAt(at++);
      if (wanted == '^' ? !isSeparator(found) : wanted != found) {
        return -1;
      }
    }
    return at;
  }

  /** Adblock Plus: anything but a letter, a digit, or one of {@code _ - . %}. */
  static boolean isSeparator(char c) {
    return c < 0x80 && !Character.isLetterOrDigit(c) && "_-.%".indexOf(c) < 0;
  }
}
