package dev.shutterhook.client;

/** A webhook is not from the Shutterhook that has the secret, or not of now. Answer it with 401. */
public final class WebhookException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  WebhookException(String message) {
    super(message);
  }
}
