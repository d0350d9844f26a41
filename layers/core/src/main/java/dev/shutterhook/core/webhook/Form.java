package dev.shutterhook.core.webhook;

import org.jspecify.annotations.Nullable;

/**
 * In which form a webhook goes out.
 *
 * @param dialect the name of the API that the receiver was written for
 * @param inlined what is put into the body at each attempt; null for nothing
 */
public record Form(String dialect, @Nullable Inlined inlined) {
  /** The name of our own API. */
  public static final String NATIVE = "native";

  /** As our own documents say, with the body as it is stored. */
  public static final Form PLAIN = new Form(NATIVE, null);

  public Form {
    if (dialect.isEmpty()) {
      throw new IllegalArgumentException("a form is of some dialect");
    }
  }
}
