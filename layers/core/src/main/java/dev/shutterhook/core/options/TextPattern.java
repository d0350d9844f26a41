package dev.shutterhook.core.options;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.util.ArrayList;
import java.util.List;

/**
 * A pattern of text that does not count, in RE2's syntax: it takes time in proportion to the text,
 * whoever wrote it.
 */
public record TextPattern(String source) {
  /** Characters. */
  public static final int MAX_LENGTH = 256;

  public TextPattern {
    if (source.length() > MAX_LENGTH) {
      throw new IllegalArgumentException("must be at most " + MAX_LENGTH + " characters");
    }
    if (compiled(source).matcher("").find()) {
      throw new IllegalArgumentException("must not match what is empty");
    }
  }

  /**
   * Reads a pattern.
   *
   * @throws IllegalArgumentException with a message for the client where it is none
   */
  public static TextPattern parse(String source) {
    return new TextPattern(source);
  }

  /** An entry of a list of them, as it was written. */
  static String spelled(String source) {
    return parse(Text.entry(source)).source();
  }

  /**
   * A part of a text.
   *
   * @param start of its first UTF-16 code unit, from 0
   * @param end of the first one after it
   */
  public record Part(int start, int end) {}

  /** The first parts of a text that match, from left to right, none of them empty. */
  public List<Part> find(CharSequence text, int most) {
    List<Part> parts = new ArrayList<>();
    Matcher matcher = compiled(source).matcher(text);
    while (parts.size() < most && matcher.find()) {
      if (matcher.end() > matcher.start()) {
        parts.add(new Part(matcher.start(), matcher.end()));
      }
    }
    return parts;
  }

  /** The text without what matches. */
  public String remove(String text) {
    return compiled(source).matcher(text).replaceAll("");
  }

  private static Pattern compiled(String source) {
    try {
      return Pattern.compile(source);
    } catch (PatternSyntaxException e) {
      throw new IllegalArgumentException("is not a pattern in RE2's syntax", e);
    }
  }
}
