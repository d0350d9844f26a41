package dev.shutterhook.localrunner;

import java.net.BindException;
import java.net.ConnectException;

/** A fault in one line, for the person at the terminal. */
final class Reasons {
  /** Deeper causes are not looked for. */
  private static final int MAX_DEPTH = 10;

  private Reasons() {}

  static String of(Throwable fault) {
    Throwable root = fault;
    for (int i = 0; i < MAX_DEPTH; i++) {
      if (root instanceof BindException) {
        return "the port is taken: choose another with --port";
      }
      if (root instanceof ConnectException) {
        return "nobody answers there";
      }
      Throwable cause = root.getCause();
      if (cause == null) {
        break;
      }
      root = cause;
    }
    String message = fault.getMessage() == null ? fault.getClass().getName() : fault.getMessage();
    return fault.getCause() == null ? message : message + ": " + root;
  }
}
