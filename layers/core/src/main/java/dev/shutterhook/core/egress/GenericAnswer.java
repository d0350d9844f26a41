package dev.shutterhook.core.egress;

/** What a client of the proxy sees of a failure: its kind, and no more. */
final class GenericAnswer {
  private GenericAnswer() {}

  /**
   * The whole answer.
   *
   * @param bodiless whether it answers to HEAD
   */
  static String of(Reason reason, RefusalMarks marks, boolean bodiless, boolean close) {
    String body = phrase(reason) + "\n" + marks.element(reason.fault());
    return "HTTP/1.1 "
        + reason.status()
        + " "
        + phrase(reason)
        + "\r\n"
        + HttpDate.field()
        + "Content-Type: text/html\r\nCache-Control: no-store\r\nContent-Length: "
        + body.length()
        + (close ? "\r\nConnection: close" : "")
        + "\r\n\r\n"
        + (bodiless ? "" : body);
  }

  private static String phrase(Reason reason) {
    return switch (reason.status()) {
      case 400 -> "Bad Request";
      case 403 -> "Forbidden";
      case 503 -> "Service Unavailable";
      case 504 -> "Gateway Timeout";
      default -> "Bad Gateway";
    };
  }
}
