package dev.shutterhook.submit.listing;

import dev.shutterhook.core.id.Id;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/**
 * Where a list goes on, as clients see it: a text to be handed back and not to be understood. It is
 * a place only; whose list it is, the key says.
 */
public final class Cursor {
  /** Longer texts are none of ours. */
  public static final int MAX_BYTES = 64;

  /** What is said of a text that is none. */
  public static final String RULE = "is not a cursor of this list";

  private Cursor() {}

  /** Where a list goes on behind that position. */
  public static String write(Object position) {
    byte[] bytes = position.toString().getBytes(StandardCharsets.UTF_8);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  /**
   * Reads a cursor.
   *
   * @throws IllegalArgumentException with a message for the client where it is none
   */
  public static Id parse(Id.Kind kind, String text) {
    return decoded(text)
        .flatMap(id -> Id.parse(kind, id))
        .orElseThrow(() -> new IllegalArgumentException(RULE));
  }

  /** The position that a cursor names; empty where it is none of ours. */
  public static Optional<String> decoded(String text) {
    try {
      return Optional.of(new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
