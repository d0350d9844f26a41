package dev.shutterhook.core.options;

/** Short texts in a request: selectors, patterns, names. */
public final class Text {
  /** Of UTF-8. Many of them must fit into one message. */
  public static final int MAX_BYTES = 512;

  /** Entries of a list of them. */
  static final int MAX_ENTRIES = 32;

  private Text() {}

  /**
   * A text without control characters: in JSON they would grow sixfold.
   *
   * @throws IllegalArgumentException with a message for the client where it has some
   */
  public static String plain(String text) {
    if (text.isBlank()) {
      throw new IllegalArgumentException("must not be empty");
    }
    return exact(text).strip();
  }

  /** The same for a text whose spaces count, as a password's do. */
  static String exact(String text) {
    if (text.codePoints().anyMatch(Character::isISOControl)) {
      throw new IllegalArgumentException("must not contain control characters");
    }
    return text;
  }

  /** One entry of a list. */
  public static String entry(String text) {
    if (text.getBytes(java.nio.charset.StandardCharsets.UTF_8).length > MAX_BYTES) {
      throw new IllegalArgumentException("must be at most " + MAX_BYTES + " bytes");
    }
    if (text.codePoints().anyMatch(c -> Character.getType(c) == Character.SURROGATE)) {
      throw new IllegalArgumentException("must be well-formed Unicode");
    }
    return plain(text);
  }
}
