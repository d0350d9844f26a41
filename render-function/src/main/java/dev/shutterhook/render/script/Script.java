package dev.shutterhook.render.script;

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
    return new Script(ShippedText.read(owner, file));
  }
}
