package dev.shutterhook.submit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion.VersionFlag;
import com.networknt.schema.ValidationMessage;
import dev.shutterhook.core.json.Json;
import dev.shutterhook.submit.openapi.OpenApi;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/**
 * openapi.json as a judge of what the API says. It is stricter than the document: a field or a
 * header that the document does not name is a fault here, and for clients it is none.
 */
final class Contract {
  private static final String BASE = "https://shutterhook.test/openapi.json";

  /** Every answer of API Gateway has one; OpenAPI documents it apart. */
  private static final String CONTENT_TYPE = "content-type";

  private static final SchemaValidatorsConfig CONFIG =
      SchemaValidatorsConfig.builder().formatAssertionsEnabled(true).build();

  private static final Contract SHIPPED = new Contract();

  private final JsonNode document;
  private final JsonSchemaFactory schemas;
  private final Map<String, JsonSchema> known = new ConcurrentHashMap<>();

  private Contract() {
    document = Json.tree(resource("openapi.json"));
    JsonNode strict = document.deepCopy();
    close(strict);
    schemas =
        JsonSchemaFactory.getInstance(
            VersionFlag.V202012,
            factory ->
                factory.schemaLoaders(
                    loaders -> loaders.schemas(Map.of(BASE, Json.write(strict)))));
  }

  static Contract shipped() {
    return SHIPPED;
  }

  static String resource(String name) {
    try (InputStream in = OpenApi.class.getResourceAsStream(name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  JsonNode document() {
    return document;
  }

  List<Operation> operations() {
    return document.path("paths").propertyStream().flatMap(Operation::of).toList();
  }

  /**
   * Holds an answer against the document, and names it, as in {@code getCapture 404 not_found}.
   *
   * @throws AssertionError where the document does not know such an answer
   */
  String check(String method, String path, TestApi.Answered answered) {
    List<Operation> here = operations().stream().filter(o -> o.matches(path)).toList();
    String asked = method.equals("HEAD") ? "GET" : method;
    Operation meant = here.stream().filter(o -> o.method().equals(asked)).findFirst().orElse(null);
    String pointer =
        here.isEmpty()
            ? "/components/responses/NotFound"
            : meant == null
                ? notAllowed(here.getFirst())
                : meant.pointer() + "/responses/" + answered.status();
    String name = meant == null ? "none" : meant.id();
    checkResponse(name + " " + answered.status(), resolved(pointer), answered);
    return named(name, answered);
  }

  /** Every answer that the document names for an operation, as {@link #check} names them. */
  Set<String> answersOf(Operation operation) {
    Set<String> answers = new TreeSet<>();
    operation
        .description()
        .path("responses")
        .fieldNames()
        .forEachRemaining(
            status ->
                codes(operation, status)
                    .forEach(
                        code -> answers.add((operation.id() + " " + status + " " + code).strip())));
    return answers;
  }

  /** The codes of a problem; an empty text for a success. */
  private Set<String> codes(Operation operation, String status) {
    String place = resolved(operation.pointer() + "/responses/" + status);
    JsonNode code =
        document.at(place + "/content/application~1problem+json/schema/properties/code");
    Set<String> codes = new TreeSet<>();
    code.path("enum").forEach(one -> codes.add(one.asText()));
    if (codes.isEmpty()) {
      codes.add(code.path("const").asText());
    }
    return codes;
  }

  /** Other systems' paths word all problems alike. */
  private static String notAllowed(Operation here) {
    return here.dialect()
        ? here.pointer() + "/responses/401"
        : "/components/responses/MethodNotAllowed";
  }

  private static String named(String operation, TestApi.Answered answered) {
    return (operation + " " + answered.status() + " " + answered.code()).strip();
  }

  private void checkResponse(String what, String pointer, TestApi.Answered answered) {
    JsonNode response = document.at(pointer);
    require(!response.isMissingNode(), what + " is not in the document");
    Set<String> headers = new TreeSet<>(List.of(CONTENT_TYPE));
    response.path("headers").fieldNames().forEachRemaining(headers::add);
    Set<String> unknown = new TreeSet<>(answered.headers().keySet());
    unknown.removeAll(headers);
    require(unknown.isEmpty(), what + " has headers beyond the document's: " + unknown);
    headers.remove(CONTENT_TYPE);
    headers.forEach(header -> checkHeader(what, pointer + "/headers/" + header, header, answered));
    if (response.has("content")) {
      String type = answered.header(CONTENT_TYPE);
      require(response.path("content").has(type), what + " has content of type " + type);
      String content = pointer + "/content/" + type.replace("/", "~1");
      if (document.at(content).has("schema")) {
        check(what, content + "/schema", answered.body());
      }
    }
  }

  private void checkHeader(String what, String pointer, String header, TestApi.Answered answered) {
    String place = resolved(pointer);
    String value = answered.headers().get(header);
    require(
        value != null || !document.at(place).path("required").asBoolean(),
        what + " lacks the header " + header);
    if (value != null) {
      boolean number = document.at(place).path("schema").path("type").asText().equals("integer");
      check(what + " " + header, place + "/schema", number ? Json.tree(value) : text(value));
    }
  }

  /**
   * Holds a webhook against the document.
   *
   * @throws AssertionError where the document does not know such a webhook
   */
  void checkWebhook(String event, Map<String, String> headers, String body) {
    String pointer = "/webhooks/" + event + "/post";
    JsonNode webhook = document.at(pointer);
    require(!webhook.isMissingNode(), event + " is not in the document");
    for (int i = 0; i < webhook.path("parameters").size(); i++) {
      String place = resolved(pointer + "/parameters/" + i);
      String name = document.at(place).path("name").asText();
      String value = headers.get(name);
      boolean number = document.at(place).path("schema").path("type").asText().equals("integer");
      require(value != null || !document.at(place).path("required").asBoolean(), name);
      if (value != null) {
        check(name, place + "/schema", number ? Json.tree(value) : text(value));
      }
    }
    check(event, pointer + "/requestBody/content/application~1json/schema", Json.tree(body));
  }

  /** Holds a value against a schema of the document. */
  void check(String what, String pointer, JsonNode value) {
    Set<ValidationMessage> faults = schema(pointer).validate(value);
    require(
        faults.isEmpty(),
        what
            + ": "
            + faults.stream().map(ValidationMessage::getMessage).collect(Collectors.joining("; "))
            + " in "
            + value);
  }

  /** Whether a value is as a schema of the document wants it. */
  boolean takes(String pointer, JsonNode value) {
    return schema(pointer).validate(value).isEmpty();
  }

  private JsonSchema schema(String pointer) {
    return known.computeIfAbsent(
        pointer, place -> schemas.getSchema(SchemaLocation.of(BASE + "#" + place), CONFIG));
  }

  /** Where what stands at a place really is. */
  String resolved(String pointer) {
    JsonNode reference = document.at(pointer).path("$ref");
    return reference.isTextual() ? reference.asText().substring(1) : pointer;
  }

  private static TextNode text(String value) {
    return TextNode.valueOf(value);
  }

  private static void require(boolean right, String otherwise) {
    if (!right) {
      throw new AssertionError(otherwise);
    }
  }

  /** An object may have what is described, and no more. */
  private static void close(JsonNode node) {
    if (node instanceof ObjectNode object
        && object.path("properties").isObject()
        && (object.has("$ref") || object.path("type").asText().equals("object"))
        && !object.has("additionalProperties")) {
      object.put("unevaluatedProperties", false);
    }
    node.forEach(Contract::close);
  }
}
