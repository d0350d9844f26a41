package dev.shutterhook.render.browser;

/** A browser died or stopped answering while it was used. The work may be tried in another one. */
public final class BrowserLostException extends RuntimeException {
  public BrowserLostException(Throwable cause) {
    super("the browser was lost: " + cause.getMessage(), cause);
  }
}
