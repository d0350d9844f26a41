package dev.shutterhook.core.egress;

/** What a client of the proxy sees of a failure: its kind, and no more. */
final class GenericAnswer {
  private GenericAnswer() {}

  static String head(Reason reason, RefusalMarks marks, boolean close) {
    return "HTTP/1.1 "
        + reason.status()
        + " "
        + phrase(reason)
        + "\r\n"
        + marks.line(reason.fault())
        + "Content-Type: text/plain\r\nCache-Control: no-store\r\nContent-Length: "
        + body(reason).length()
        + (close ? "\r\nConnection: close" : "")
        + "\r\n\r\n";
  }

  static String body(Reason reason) {
    return phrase(reason) + "\n";
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
