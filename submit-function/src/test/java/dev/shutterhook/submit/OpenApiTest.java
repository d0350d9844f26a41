package dev.shutterhook.submit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SpecVersion.VersionFlag;
import dev.shutterhook.core.fixture.CloudExtension;
import dev.shutterhook.localcloud.LocalCloud;
import dev.shutterhook.localcloud.template.Template;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The document itself: well-formed, complete, and served as it is. */
@ExtendWith(CloudExtension.class)
class OpenApiTest {
  private static final SchemaLocation DIALECT =
      SchemaLocation.of("https://json-schema.org/draft/2020-12/schema");

  private final Contract contract = Contract.shipped();
  private final JsonNode document = contract.document();
  private final TestApi api;

  OpenApiTest(LocalCloud cloud) {
    api = new TestApi(cloud);
  }

  /** The schema is the OpenAPI Initiative's own, published with the specification (Apache-2.0). */
  @Test
  void isOpenApi31() throws IOException {
    JsonSchemaFactory schemas = JsonSchemaFactory.getInstance(VersionFlag.V202012);
    try (InputStream in = OpenApiTest.class.getResourceAsStream("openapi-3.1-2022-10-07.json")) {
      assertEquals(Set.of(), schemas.getSchema(in).validate(document));
    }
  }

  @Test
  void hasSchemasOfJsonSchema202012() {
    JsonSchemaFactory schemas = JsonSchemaFactory.getInstance(VersionFlag.V202012);
    document
        .at("/components/schemas")
        .propertyStream()
        .forEach(
            schema ->
                assertEquals(
                    Set.of(),
                    schemas.getSchema(DIALECT).validate(schema.getValue()),
                    schema.getKey()));
  }

  @Test
  void pointsOnlyToWhatIsThereAndNeedsAllThatItHas() {
    Set<String> wanted = new TreeSet<>();
    document.findValuesAsText("$ref").forEach(wanted::add);
    wanted.forEach(ref -> assertTrue(document.at(ref.substring(1)).isObject(), ref));
    Set<String> there = new TreeSet<>();
    document
        .path("components")
        .propertyStream()
        .filter(kind -> !kind.getKey().equals("securitySchemes"))
        .forEach(
            kind ->
                kind.getValue()
                    .fieldNames()
                    .forEachRemaining(
                        name -> there.add("#/components/" + kind.getKey() + "/" + name)));
    // It is of no operation: a method that is not here has none.
    there.remove("#/components/responses/MethodNotAllowed");
    assertEquals(there, wanted);
  }

  @Test
  void describesEveryRouteOfTheTemplateAndNoOther() {
    Path template = Path.of(System.getProperty("shutterhook.root"), "template.yaml");
    Set<String> routes =
        Template.read(template).function("SubmitFunction").routes().stream()
            .filter(route -> !route.path().equals("$default"))
            .map(route -> route.method() + " " + route.path())
            .collect(Collectors.toCollection(TreeSet::new));
    Set<String> described =
        contract.operations().stream()
            .map(operation -> operation.method() + " " + operation.path())
            .collect(Collectors.toCollection(TreeSet::new));
    assertEquals(routes, described);
  }

  @Test
  void namesEachOperationOnceAndTellsWhatItIs() {
    List<Operation> operations = contract.operations();
    Set<String> ids = new HashSet<>();
    for (Operation operation : operations) {
      assertTrue(ids.add(operation.id()), operation.path());
      assertTrue(operation.description().path("summary").isTextual(), operation.id());
      assertEquals(1, operation.description().path("tags").size(), operation.id());
      assertTrue(!operation.takesBody() || !operation.examples().isEmpty(), operation.id());
    }
  }

  @Test
  void showsBodiesThatAreAsItSays() {
    for (Operation operation : contract.operations()) {
      String content = operation.pointer() + "/requestBody/content/application~1json";
      operation.examples().forEach(e -> contract.check(operation.id(), content + "/schema", e));
      operation
          .description()
          .path("responses")
          .fieldNames()
          .forEachRemaining(
              status ->
                  showsAnswersThatAreAsItSays(
                      contract.resolved(operation.pointer() + "/responses/" + status)));
    }
  }

  private void showsAnswersThatAreAsItSays(String response) {
    document
        .at(response + "/content")
        .propertyStream()
        .forEach(
            content -> {
              String place = response + "/content/" + content.getKey().replace("/", "~1");
              JsonNode described = content.getValue();
              if (described.has("example")) {
                contract.check(response, place + "/schema", described.path("example"));
              }
              described
                  .path("examples")
                  .fieldNames()
                  .forEachRemaining(
                      name ->
                          contract.check(
                              response + " " + name,
                              place + "/schema",
                              document
                                  .at(contract.resolved(place + "/examples/" + name))
                                  .path("value")));
            });
  }

  @Test
  void isServedToEverybodyInBothSpellings() {
    TestApi.Answered yaml = api.call(api.getting("/openapi.yaml", Map.of()));
    assertEquals("application/yaml", yaml.header("content-type"));
    assertEquals("public, max-age=3600", yaml.header("cache-control"));
    assertEquals(document, yaml.body());
    TestApi.Answered json = api.call(api.getting("/openapi.json", Map.of()));
    assertEquals(document, json.body());
  }
}
