package dev.shutterhook.render.devtools;

/** A command that has no result. What it means is for the caller: its kinds say who is to blame. */
public abstract sealed class DevToolsException extends RuntimeException {

  private DevToolsException(String message) {
    super(message);
  }

  /** The browser is gone, and with it everything that was asked of it. */
  public static final class ConnectionLost extends DevToolsException {
    public ConnectionLost(String why) {
      super("the browser is gone: " + why);
    }
  }

  /** The page's own process is gone; the browser lives. */
  public static final class PageCrashed extends DevToolsException {
    public PageCrashed() {
      super("the page's process crashed");
    }
  }

  /** The page takes so much of the browser that nothing is left for others. */
  public static final class Excessive extends DevToolsException {
    public Excessive(String what) {
      super("the page has " + what);
    }
  }

  /** No answer came before the deadline. */
  public static final class TimedOut extends DevToolsException {
    public TimedOut(String method) {
      super(method + " had no answer in time");
    }
  }

  /** The browser answered that it will not. */
  public static final class Refused extends DevToolsException {
    public Refused(String method, String reason) {
      super(method + " was refused: " + reason);
    }
  }
}
