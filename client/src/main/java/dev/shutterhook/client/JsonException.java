package dev.shutterhook.client;

/** A text is not JSON as RFC 8259 has it, or larger or deeper than is read here. */
public final class JsonException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  JsonException(String message) {
    super(message);
  }
}
