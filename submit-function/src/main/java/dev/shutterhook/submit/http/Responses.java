package dev.shutterhook.submit.http;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.shutterhook.core.id.Id;
import dev.shutterhook.core.json.Json;
import java.util.Map;
import java.util.TreeMap;

/**
 * Answers as API Gateway takes them. Each has a content type and our id, and is not to be cached
 * unless it says so itself.
 */
public final class Responses {
  private Responses() {}

  public static APIGatewayV2HTTPResponse write(Id request, Answer answer) {
    return switch (answer) {
      case Answer.Reply(int status, var headers, var body) ->
          response(request, status, "application/json", headers, Json.write(body));
      case Answer.Document(var contentType, _, var text) ->
          response(request, 200, contentType, answer.headers(), text);
      case Answer.Problem problem ->
          response(
              request,
              problem.code().status(),
              "application/problem+json",
              problem.headers(),
              Json.write(document(request, problem)));
    };
  }

  private static APIGatewayV2HTTPResponse response(
      Id request, int status, String contentType, Map<String, String> headers, String body) {
    Map<String, String> all = new TreeMap<>(headers);
    all.put("content-type", contentType);
    all.put("x-request-id", request.toString());
    all.putIfAbsent("cache-control", "no-store");
    return APIGatewayV2HTTPResponse.builder()
        .withStatusCode(status)
        .withHeaders(all)
        .withBody(body)
        .build();
  }

  private static ObjectNode document(Id request, Answer.Problem problem) {
    ObjectNode document =
        Json.mapper()
            .createObjectNode()
            .put("type", problem.code().type().toString())
            .put("title", problem.code().title())
            .put("status", problem.code().status())
            .put("code", problem.code().code())
            .put("detail", problem.detail())
            .put("instance", request.toString());
    if (!problem.faults().isEmpty()) {
      document.set("errors", Json.mapper().valueToTree(problem.faults()));
    }
    return document;
  }
}
