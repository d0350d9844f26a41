package dev.shutterhook.core.webhook;

import org.jspecify.annotations.Nullable;

/**
 * In which form a webhook goes out.
 *
 * @param dialect the name of the API that the receiver was written for, or of the messenger
 * @param inlined what is put into the body at each attempt; null for nothing
 * @param signed whether the receiver can make sure that it is from us; messengers cannot, and are
 *     given nothing that was made with an account's secret
 */
public record Form(String dialect, @Nullable Inlined inlined, boolean signed) {
  /** The name of our own API. */
  public static final String NATIVE = "native";

  /** As our own documents say, with the body as it is stored. */
  public static final Form PLAIN = new Form(NATIVE, null);

  /** A form that is signed. */
  public Form(String dialect, @Nullable Inlined inlined) {
    this(dialect, inlined, true);
  }

  /** In the words of a messenger. */
  public static Form of(String messenger) {
    return new Form(messenger, null, false);
  }

  public Form {
    if (dialect.isEmpty()) {
      throw new IllegalArgumentException("a form has a name");
    }
  }
}
