package dev.shutterhook.core.egress;

import java.util.List;

/**
 * What the other proxy passes on and the guard does not, each with its reason.
 *
 * @param request with {@code ORIGIN} for the origin's host and port
 * @param status what the guard answers
 */
record OnPurpose(String reason, String request, int status) {
  static final List<OnPurpose> ALL =
      List.of(
          post("a coding that the guard cannot undo", "Transfer-Encoding: gzip, chunked", "0"),
          post("a body without an end", "Transfer-Encoding: identity", ""),
          post("a coding that looks like chunked", "Transfer-Encoding: xchunked", ""),
          get("a folded line is two lines to others", "/ HTTP/1.1\r\nX-A: 1\r\n 2"),
          get("which of two hosts", "/ HTTP/1.1\r\nHost: a.test\r\nHost: b.test"),
          get("a browser speaks HTTP/1.1", "/ HTTP/1.0"),
          get("a fragment is the client's own", "/a#b HTTP/1.1"),
          get("no URI has this character", "/\u00e9 HTTP/1.1"),
          raw("two blanks are a target to others", "GET  http://ORIGIN/ HTTP/1.1", 400),
          raw("an empty line first", "\r\nGET http://ORIGIN/ HTTP/1.1", 400),
          raw("what stands before an @ is no host", "GET http://other@ORIGIN/ HTTP/1.1", 403),
          raw("octal to some", "GET http://0177.0.0.1:PORT/ HTTP/1.1", 403),
          raw("a number", "GET http://2130706433:PORT/ HTTP/1.1", 403));

  private static OnPurpose post(String reason, String fields, String body) {
    String head = "POST http://ORIGIN/ HTTP/1.1\r\n" + fields;
    return new OnPurpose(
        reason, head + "\r\n\r\n" + (body.isEmpty() ? "" : body + "\r\n\r\n"), 400);
  }

  private static OnPurpose get(String reason, String rest) {
    return raw(reason, "GET http://ORIGIN" + rest, 400);
  }

  private static OnPurpose raw(String reason, String head, int status) {
    return new OnPurpose(reason, head + "\r\n\r\n", status);
  }

  String to(RawOrigin origin) {
    return request
        .replace("ORIGIN", "a.test:" + origin.port())
        .replace(":PORT", ":" + origin.port());
  }

  @Override
  public String toString() {
    return reason;
  }
}
