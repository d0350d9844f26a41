package dev.shutterhook.submit.http;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.shutterhook.core.id.Id;
import dev.shutterhook.core.json.Json;
import java.util.Map;
import java.util.TreeMap;

/** Answers as API Gateway takes them. Each has a content type, our id, and is not to be cached. */
public final class Responses {
  private static final int NO_CONTENT = 204;

  private Responses() {}

  public static APIGatewayV2HTTPResponse write(Id request, Answer answer) {
    return switch (answer) {
      case Answer.Reply(int status, var headers, var body) ->
          response(request, status, "application/json", headers, body);
      case Answer.Nothing() ->
          APIGatewayV2HTTPResponse.builder()
              .withStatusCode(NO_CONTENT)
              .withHeaders(headers(request, Map.of()))
              .build();
      case Answer.Problem problem ->
          response(
              request,
              problem.code().status(),
              "application/problem+json",
              problem.headers(),
              document(request, problem));
    };
  }

  private static APIGatewayV2HTTPResponse response(
      Id request, int status, String contentType, Map<String, String> headers, ObjectNode body) {
    Map<String, String> all = headers(request, headers);
    all.put("content-type", contentType);
    return APIGatewayV2HTTPResponse.builder()
        .withStatusCode(status)
        .withHeaders(all)
        .withBody(Json.write(body))
        .build();
  }

  private static Map<String, String> headers(Id request, Map<String, String> own) {
    Map<String, String> all = new TreeMap<>(own);
    all.put("x-request-id", request.toString());
    all.put("cache-control", "no-store");
    return all;
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
