package dev.shutterhook.submit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.shutterhook.core.json.Json;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * An operation of openapi.yaml.
 *
 * @param id its {@code operationId}
 * @param method in upper case
 * @param path with its variables in braces
 * @param description all that the document says of it
 */
record Operation(String id, String method, String path, JsonNode description) {
  private static final List<String> METHODS =
      List.of("get", "put", "post", "delete", "options", "head", "patch", "trace");

  static Stream<Operation> of(Map.Entry<String, JsonNode> path) {
    return path.getValue()
        .propertyStream()
        .filter(field -> METHODS.contains(field.getKey()))
        .map(
            field ->
                new Operation(
                    field.getValue().path("operationId").asText(),
                    field.getKey().toUpperCase(Locale.ROOT),
                    path.getKey(),
                    field.getValue()));
  }

  String pointer() {
    return "/paths/" + path.replace("/", "~1") + "/" + method.toLowerCase(Locale.ROOT);
  }

  boolean matches(String requested) {
    return Pattern.matches(path.replaceAll("\\{[a-z]+\\}", "[^/]+"), requested);
  }

  /** Whether a request must carry a key. */
  boolean keyed() {
    return !description.has("security");
  }

  /** Whether it is for clients of another system, which are promised less. */
  boolean dialect() {
    JsonNode problem = description.at("/responses/401/$ref");
    return keyed() && !problem.asText().endsWith("/Unauthorized");
  }

  boolean takesBody() {
    return description.has("requestBody");
  }

  boolean answers(int status) {
    return description.path("responses").has(Integer.toString(status));
  }

  /** Each body that the document shows. */
  List<JsonNode> examples() {
    return description
        .path("requestBody")
        .path("content")
        .path("application/json")
        .path("examples")
        .valueStream()
        .map(example -> example.path("value"))
        .toList();
  }

  /** The operation asked of that thing, with the first body that the document shows. */
  ObjectNode event(String thing) {
    Optional<JsonNode> body = examples().stream().findFirst();
    return event(thing, body.map(Json::write).orElse(null));
  }

  /** The operation asked of that thing, as API Gateway hands it on. */
  ObjectNode event(String thing, @org.jspecify.annotations.Nullable String body) {
    ObjectNode event = Events.recorded("replay-deliveries.json");
    event.put("rawPath", path.replaceAll("\\{[a-z]+\\}", thing)).put("body", body);
    ((ObjectNode) event.at("/requestContext/http")).put("method", method);
    ((ObjectNode) event.path("headers")).remove("authorization");
    return event;
  }
}
