package dev.shutterhook.render.interception;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/**
 * A document that the client sent, served to the page from nowhere.
 *
 * @param html its text
 */
public record OwnDocument(String html) {
  /**
   * Where it is shown. The name is reserved (RFC 6761, section 6.4): nothing can live there. Plain
   * http, so that the document may load images of http and of https.
   */
  public static final String URL = "http://html.invalid/";

  Map<String, Object> answerTo(String request) {
    Map<String, String> type = Map.of("name", "Content-Type", "value", "text/html; charset=utf-8");
    return Map.of(
        "requestId",
        request,
        "responseCode",
        200,
        "responseHeaders",
        List.of(type),
        "body",
        Base64.getEncoder().encodeToString(html.getBytes(StandardCharsets.UTF_8)));
  }
}
