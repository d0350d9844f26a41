package dev.shutterhook.render.script;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/**
 * A JavaScript function of ours.
 *
 * @param source its declaration
 */
public record Script(String source) {

  /**
   * An expression that calls it.
   *
   * @param arguments as JavaScript writes them
   */
  public String call(String... arguments) {
    return "(" + source + ")(" + String.join(", ", arguments) + ")";
  }

  /**
   * Reads a function that lies beside a class.
   *
   * @throws IllegalStateException where it does not: the jar was not built whole
   */
  public static Script beside(Class<?> owner, String file) {
    try (InputStream in = owner.getResourceAsStream(file)) {
      if (in == null) {
        throw new IllegalStateException(file + " is missing beside " + owner.getSimpleName());
      }
      return new Script(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
