package dev.shutterhook.core.snapstart;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.shutterhook.core.json.Json;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpResponse;

/**
 * Answers in the place of DynamoDB and SQS. Every write succeeds; a row is found again where it was
 * put whole; queries find nothing, and queues take everything. It answers a rehearsal and no more.
 */
final class RehearsalHttp implements SdkHttpClient {
  private static final String TARGET = "X-Amz-Target";
  private static final int OK = 200;

  /** A rehearsal puts a handful of rows. */
  private static final int MAX_ROWS = 16;

  private final List<JsonNode> rows = new CopyOnWriteArrayList<>();

  @Override
  public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
    return new ExecutableHttpRequest() {
      @Override
      public HttpExecuteResponse call() throws IOException {
        String target = request.httpRequest().firstMatchingHeader(TARGET).orElse("");
        return answer(target.substring(target.indexOf('.') + 1), body(request));
      }

      @Override
      public void abort() {}
    };
  }

  @Override
  public void close() {}

  private HttpExecuteResponse answer(String operation, JsonNode request) {
    ObjectNode answer = Json.mapper().createObjectNode();
    switch (operation) {
      case "PutItem" -> keep(request);
      case "TransactWriteItems" ->
          request.path("TransactItems").forEach(write -> keep(write.path("Put")));
      case "GetItem" -> find(request, answer);
      case "Query" -> answer.put("Count", 0).put("ScannedCount", 0).putArray("Items");
      default -> answer.putArray("Successful");
    }
    byte[] bytes = Json.write(answer).getBytes(StandardCharsets.UTF_8);
    return HttpExecuteResponse.builder()
        .response(SdkHttpResponse.builder().statusCode(OK).build())
        .responseBody(AbortableInputStream.create(new ByteArrayInputStream(bytes)))
        .build();
  }

  private void keep(JsonNode put) {
    if (put.has("Item") && rows.size() < MAX_ROWS) {
      rows.add(put);
    }
  }

  private void find(JsonNode request, ObjectNode answer) {
    for (JsonNode row : rows) {
      JsonNode item = row.path("Item");
      boolean same =
          request.path("Key").properties().stream()
              .allMatch(key -> key.getValue().equals(item.get(key.getKey())));
      if (same && row.path("TableName").equals(request.path("TableName"))) {
        answer.set("Item", item);
      }
    }
  }

  private static JsonNode body(HttpExecuteRequest request) throws IOException {
    ContentStreamProvider content = request.contentStreamProvider().orElse(null);
    if (content == null) {
      return Json.mapper().createObjectNode();
    }
    try (InputStream in = content.newStream()) {
      return Json.mapper().readTree(in);
    }
  }
}
