package dev.shutterhook.render.browser;

import org.jspecify.annotations.Nullable;

/** No browser could be started; the message says which program, and its last words. */
public final class BrowserStartException extends RuntimeException {
  BrowserStartException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
