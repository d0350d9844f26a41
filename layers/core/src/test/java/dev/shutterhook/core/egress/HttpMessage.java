package dev.shutterhook.core.egress;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * A message as it came over a connection, read by other code than the guard's.
 *
 * @param start its first line
 * @param fields by their names in lower case, with the values in their order
 */
record HttpMessage(String start, Map<String, List<String>> fields) {
  /** What one hop says to the next, and what RFC 9110 has every proxy add. */
  private static final Set<String> OF_ONE_HOP =
      Set.of(
          "connection",
          "content-length",
          "keep-alive",
          "proxy-authorization",
          "proxy-connection",
          "te",
          "trailer",
          "transfer-encoding",
          "upgrade",
          "via");

  /** Reads a head, which may be an empty one at the end of the stream. */
  static HttpMessage head(InputStream in) throws IOException {
    String start = line(in);
    Map<String, List<String>> fields = new TreeMap<>();
    for (String line = line(in); !line.isEmpty(); line = line(in)) {
      int colon = line.indexOf(':');
      fields
          .computeIfAbsent(
              line.substring(0, colon).toLowerCase(Locale.ROOT), n -> new ArrayList<>())
          .add(line.substring(colon + 1).strip());
    }
    return new HttpMessage(start, fields);
  }

  String method() {
    return start.substring(0, Math.max(0, start.indexOf(' ')));
  }

  String field(String name) {
    return String.join(", ", fields.getOrDefault(name, List.of()));
  }

  int status() {
    return Integer.parseInt(start.substring(9, 12));
  }

  /** Whether nothing but the connection's end can be its end. */
  boolean endsWithConnection() {
    return field("content-length").isEmpty()
        && field("transfer-encoding").isEmpty()
        && !start.matches("HTTP/1.. (204|304)( .*)?");
  }

  /** A request without a length has no body. */
  String requestBody(InputStream in) throws IOException {
    return endsWithConnection() ? "" : body(in);
  }

  String answerBody(InputStream in, String method) throws IOException {
    boolean empty = status() < 200 || status() == 204 || status() == 304 || method.equals("HEAD");
    return empty ? "" : body(in);
  }

  /** First words and end-to-end fields, by their names. */
  String told() {
    StringBuilder text = new StringBuilder(start.replaceFirst("(^HTTP/1\\.[01] | HTTP/1.1$)", ""));
    boolean interim = start.matches("HTTP/1.. 1.*");
    fields.forEach(
        (name, values) -> {
          // Whoever says it first dates it or does not: RFC 9110, section 6.6.1.
          boolean date = interim && name.equals("date");
          if (!OF_ONE_HOP.contains(name) && !date) {
            text.append('\n').append(name).append(": ").append(String.join(" | ", values));
          }
        });
    return text.toString();
  }

  private String body(InputStream in) throws IOException {
    if (field("transfer-encoding").equalsIgnoreCase("chunked")) {
      return chunks(in);
    }
    String length = field("content-length");
    return new String(
        length.isEmpty() ? in.readAllBytes() : whole(in, Integer.parseInt(length)), ISO_8859_1);
  }

  private static String chunks(InputStream in) throws IOException {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    for (int size = size(in); size > 0; size = size(in)) {
      body.writeBytes(whole(in, size));
      line(in);
    }
    while (!line(in).isEmpty()) {
      // A trailer, which a proxy may drop: RFC 9110, section 6.5.1.
    }
    return body.toString(ISO_8859_1);
  }

  private static int size(InputStream in) throws IOException {
    return Integer.parseInt(line(in).replaceFirst(";.*", "").strip(), 16);
  }

  private static byte[] whole(InputStream in, int length) throws IOException {
    byte[] bytes = in.readNBytes(length);
    if (bytes.length < length) {
      throw new EOFException("a body ends after " + bytes.length + " of " + length + " bytes");
    }
    return bytes;
  }

  private static String line(InputStream in) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int c = in.read(); c != '\n' && c >= 0; c = in.read()) {
      line.append((char) c);
    }
    return line.toString().replaceFirst("\r$", "");
  }
}
