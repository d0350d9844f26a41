package dev.shutterhook.submit.http;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.shutterhook.core.dialect.Complaint;
import dev.shutterhook.core.dialect.Dialect;
import dev.shutterhook.core.id.Id;
import dev.shutterhook.core.json.Json;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Answers as API Gateway takes them. Each has a content type and our id, and is not to be cached
 * unless it says so itself.
 */
public final class Responses {
  private static final int OK = 200;
  private static final String JSON = "application/json";
  private static final String TITLE_OF_UNDONE = "There is no picture";
  private static final int NO_CONTENT = 204;

  private Responses() {}

  /**
   * Writes an answer.
   *
   * @param dialect in which problems are worded
   */
  public static APIGatewayV2HTTPResponse write(Id request, Dialect dialect, Answer answer) {
    return switch (answer) {
      case Answer.Reply(int status, var headers, var body) ->
          response(request, status, JSON, headers).withBody(Json.write(body)).build();
      case Answer.Picture(var bytes, String contentType, var headers) ->
          response(request, OK, contentType, headers)
              .withBody(base64(bytes))
              .withIsBase64Encoded(true)
              .build();
      case Answer.Document(String contentType, _, String text) ->
          response(request, OK, contentType, answer.headers()).withBody(text).build();
      case Answer.Nothing() ->
          APIGatewayV2HTTPResponse.builder()
              .withStatusCode(NO_CONTENT)
              .withHeaders(headers(request, Map.of()))
              .build();
      case Answer.Undone undone -> undone(request, dialect, undone);
      case Answer.Problem problem -> problem(request, dialect, problem);
    };
  }

  private static APIGatewayV2HTTPResponse problem(
      Id request, Dialect dialect, Answer.Problem problem) {
    ProblemCode code = problem.code();
    Complaint complaint =
        new Complaint(
            code.status(),
            code.code(),
            code.type().toString(),
            code.title(),
            problem.detail(),
            request.toString(),
            problem.faults());
    return response(request, code.status(), dialect.complaintType(), problem.headers())
        .withBody(Json.write(dialect.word(complaint)))
        .build();
  }

  private static APIGatewayV2HTTPResponse undone(
      Id request, Dialect dialect, Answer.Undone undone) {
    Complaint complaint =
        new Complaint(
            undone.status(),
            undone.code(),
            ProblemCode.typeOf(undone.code()).toString(),
            TITLE_OF_UNDONE,
            undone.detail(),
            request.toString(),
            List.of());
    ObjectNode body = undone.more().deepCopy();
    return response(request, undone.status(), dialect.complaintType(), undone.headers())
        .withBody(Json.write(body.setAll(dialect.word(complaint))))
        .build();
  }

  private static APIGatewayV2HTTPResponse.APIGatewayV2HTTPResponseBuilder response(
      Id request, int status, String contentType, Map<String, String> headers) {
    Map<String, String> all = headers(request, headers);
    all.put("content-type", contentType);
    return APIGatewayV2HTTPResponse.builder().withStatusCode(status).withHeaders(all);
  }

  private static Map<String, String> headers(Id request, Map<String, String> own) {
    Map<String, String> all = new TreeMap<>(own);
    all.put("x-request-id", request.toString());
    all.putIfAbsent("cache-control", "no-store");
    return all;
  }

  private static String base64(ByteBuffer bytes) {
    ByteBuffer encoded = Base64.getEncoder().encode(bytes.duplicate());
    return StandardCharsets.ISO_8859_1.decode(encoded).toString();
  }
}
