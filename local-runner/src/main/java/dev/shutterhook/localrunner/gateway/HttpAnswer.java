package dev.shutterhook.localrunner.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * What goes back to the client.
 *
 * @param status 200 to 599
 * @param headers names in lower case
 * @param cookies one {@code set-cookie} each
 */
@SuppressWarnings("ArrayRecordComponent") // Bytes pass through once; nobody compares them.
record HttpAnswer(int status, Map<String, String> headers, List<String> cookies, byte[] body) {

  static final HttpAnswer NOT_FOUND = message(404, "Not Found");
  static final HttpAnswer TOO_LARGE = message(413, "Request Entity Too Large");
  static final HttpAnswer INTERNAL_ERROR = message(500, "Internal Server Error");
  static final HttpAnswer UNAVAILABLE = message(503, "Service Unavailable");

  /** The connection's own headers: the server writes them, a function cannot. */
  private static final Set<String> OWNED =
      Set.of("connection", "content-length", "transfer-encoding", "date");

  HttpAnswer {
    if (status < 200 || status > 599) {
      throw new IllegalArgumentException("statusCode " + status + " is not within 200 to 599");
    }
    headers = Map.copyOf(headers);
    cookies = List.copyOf(cookies);
  }

  /**
   * Reads a function's answer in payload format 2.0. An answer without a {@code statusCode} is
   * itself the body of a 200. {@code multiValueHeaders} belong to format 1.0 and are ignored here
   * as there.
   *
   * @throws IllegalArgumentException where API Gateway could make no answer of it
   */
  static HttpAnswer read(JsonNode answer) {
    JsonNode status = answer.path("statusCode");
    if (status.isMissingNode()) {
      return new HttpAnswer(
          200,
          Map.of("content-type", "application/json"),
          List.of(),
          answer.toString().getBytes(StandardCharsets.UTF_8));
    }
    Map<String, String> headers = new LinkedHashMap<>();
    answer
        .path("headers")
        .forEachEntry((name, value) -> headers.put(name.toLowerCase(Locale.ROOT), value.asText()));
    headers.keySet().removeAll(OWNED);
    byte[] body = body(answer);
    if (body.length > 0) {
      headers.putIfAbsent("content-type", "text/plain;charset=UTF-8");
    }
    List<String> cookies = new ArrayList<>();
    answer.path("cookies").forEach(cookie -> cookies.add(cookie.asText()));
    return new HttpAnswer(status.asInt(), headers, cookies, body);
  }

  private static byte[] body(JsonNode answer) {
    String body = answer.path("body").asText("");
    return answer.path("isBase64Encoded").asBoolean()
        ? Base64.getDecoder().decode(body)
        : body.getBytes(StandardCharsets.UTF_8);
  }

  private static HttpAnswer message(int status, String message) {
    return new HttpAnswer(
        status,
        Map.of("content-type", "application/json"),
        List.of(),
        "{\"message\":\"%s\"}".formatted(message).getBytes(StandardCharsets.UTF_8));
  }
}
