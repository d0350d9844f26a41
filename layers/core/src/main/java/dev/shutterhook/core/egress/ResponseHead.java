package dev.shutterhook.core.egress;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An origin's answer, as far as a proxy reads it.
 *
 * @param minorVersion of HTTP/1: 0 or 1
 * @param status 100 to 999
 * @param reason as sent, may be empty
 */
record ResponseHead(int minorVersion, int status, String reason, Fields fields, Framing body) {
  private static final Pattern STATUS_LINE =
      Pattern.compile("HTTP/1\\.([01]) ([1-9][0-9]{2})(?: (.*))?");

  /** Reads an answer to the method; a HEAD, 204 or 304 has no body whatever its fields say. */
  static ResponseHead parse(List<String> lines, String method) throws MalformedMessage {
    Matcher line = STATUS_LINE.matcher(lines.isEmpty() ? "" : lines.getFirst());
    if (!line.matches()) {
      throw new MalformedMessage("an answer begins with no status line of HTTP/1");
    }
    int status = Integer.parseInt(line.group(2));
    String reason = line.group(3) == null ? "" : line.group(3);
    Fields fields = Fields.repair(lines.subList(1, lines.size()));
    boolean bodiless = status < 200 || status == 204 || status == 304 || method.equals("HEAD");
    Framing body = bodiless ? new Framing.Length(0) : Framing.ofResponse(fields);
    return new ResponseHead(Integer.parseInt(line.group(1)), status, reason, fields, body);
  }

  boolean isInterim() {
    return status < 200;
  }

  /** RFC 9112 section 6.1: an answer with both lengths is read as chunked, and is the last one. */
  boolean keepsConnection() {
    boolean ambiguous =
        !fields.values("transfer-encoding").isEmpty() && !fields.values("content-length").isEmpty();
    return minorVersion == 1
        && !ambiguous
        && !(body instanceof Framing.UntilClose)
        && !fields.lists("connection", "close");
  }

  /** The head for the client. */
  String toClient(String method, boolean close) {
    StringBuilder head = new StringBuilder();
    head.append("HTTP/1.1 ").append(status).append(' ').append(reason).append("\r\n");
    fields.appendEndToEnd(head);
    if (!isInterim()) {
      // RFC 9110 section 6.6.1: whoever passes on an answer without a date says when it came.
      head.append(fields.values("date").isEmpty() ? HttpDate.field() : "");
      head.append(framingField(method));
      head.append(close ? "Connection: close\r\n" : "");
    }
    return head.append("\r\n").toString();
  }

  /** RFC 9110 section 8.6: HEAD and 304 tell the length that a GET would have; 204 tells none. */
  private String framingField(String method) {
    if (status == 204) {
      return "";
    }
    if (status != 304 && !method.equals("HEAD")) {
      return body.field();
    }
    List<String> lengths = fields.values("content-length");
    boolean plain = lengths.size() == 1 && HostParser.isDigits(lengths.getFirst());
    return plain ? "Content-Length: " + lengths.getFirst() + "\r\n" : "";
  }
}
