package dev.shutterhook.render.blocking;

import java.util.List;
import java.util.Locale;

/**
 * A pattern of whole URLs in which {@code *} stands for any text: {@code *://*.example.com/*.js}.
 * Capitals are not told apart; no other character is special. Takes time in proportion to the
 * lengths of pattern and URL multiplied, at most.
 */
public final class UrlGlob {
  public static final int MAX_CHARS = 1_024;

  private final List<String> parts;

  /**
   * Reads a pattern.
   *
   * @throws IllegalArgumentException where it is blank or longer than {@link #MAX_CHARS}
   */
  public UrlGlob(String text) {
    if (text.isBlank() || text.length() > MAX_CHARS) {
      throw new IllegalArgumentException("a URL pattern has 1 to " + MAX_CHARS + " characters");
    }
    this.parts = List.of(text.toLowerCase(Locale.ROOT).split("[*]", -1));
  }

  public boolean matches(String url) {
    String lower = url.toLowerCase(Locale.ROOT);
    String last = parts.getLast();
    if (parts.size() == 1) {
      return lower.equals(last);
    }
    int at = parts.getFirst().length();
    if (!lower.startsWith(parts.getFirst())) {
      return false;
    }
    for (String part : parts.subList(1, parts.size() - 1)) {
      int found = lower.indexOf(part, at);
      if (found < 0) {
        return false;
      }
      at = found + part.length();
    }
    return lower.length() - last.length() >= at && lower.endsWith(last);
  }
}
