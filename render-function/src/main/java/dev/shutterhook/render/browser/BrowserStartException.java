package dev.shutterhook.render.browser;

import org.jspecify.annotations.Nullable;

/** No browser could be started, or none that is contained; the message says why. */
public final class BrowserStartException extends RuntimeException {
  public BrowserStartException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
