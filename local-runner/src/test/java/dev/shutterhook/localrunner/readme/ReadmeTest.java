package dev.shutterhook.localrunner.readme;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.introspect.BeanPropertyDefinition;
import dev.shutterhook.core.capture.CaptureRequest;
import dev.shutterhook.core.capture.CaptureRequest.Accepted;
import dev.shutterhook.core.egress.EgressPolicy;
import dev.shutterhook.core.json.Json;
import dev.shutterhook.core.options.CaptureOptions;
import dev.shutterhook.core.options.Pdf;
import dev.shutterhook.core.options.Source;
import dev.shutterhook.core.render.FailureCode;
import dev.shutterhook.core.webhook.EventType;
import dev.shutterhook.localcloud.template.Template;
import dev.shutterhook.submit.openapi.OpenApi;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.RecordComponent;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class ReadmeTest {
  private static final Path ROOT = Path.of(System.getProperty("shutterhook.root"));

  private final String readme = Files.readString(ROOT.resolve("README.md"));

  ReadmeTest() throws IOException {}

  @Test
  void showsRequestsThatAreTaken() {
    List<String> bodies = all("-d '(\\{.*?\\})'");
    assertFalse(bodies.isEmpty());
    for (String body : bodies) {
      assertInstanceOf(Accepted.class, CaptureRequest.read(body, EgressPolicy.STRICT), body);
    }
  }

  @Test
  void namesEveryFieldThatARequestMayHaveAndNoOther() {
    // Two fields are understood into others: the window's size and scale.
    Set<String> known =
        new TreeSet<>(List.of("webhook_url", "webhook_events", "metadata", "retina", "landscape"));
    for (RecordComponent part : CaptureOptions.class.getRecordComponents()) {
      if (!part.getType().equals(Source.class)) {
        known.addAll(fields(part.getType()));
      }
    }
    assertEquals(known, new TreeSet<>(in(firstCells("| field | values"), "`(\\w+)`")));
  }

  @Test
  void namesEveryFieldOfAPdf() {
    String row =
        section("| field | values")
            .lines()
            .filter(l -> l.contains("| `pdf` |"))
            .findFirst()
            .orElseThrow();
    for (String field : fields(Pdf.class)) {
      assertTrue(row.contains("`" + field + "`"), field);
    }
  }

  private static List<String> fields(Class<?> record) {
    JavaType type = Json.mapper().constructType(record);
    return Json.mapper().getSerializationConfig().introspect(type).findProperties().stream()
        .map(BeanPropertyDefinition::getName)
        .toList();
  }

  @Test
  void namesEveryRouteOfTheTemplate() {
    Set<String> routes =
        Template.read(ROOT.resolve("template.yaml")).function("SubmitFunction").routes().stream()
            .filter(route -> !route.path().equals("$default"))
            .map(route -> route.method() + " " + route.path())
            .collect(Collectors.toSet());
    assertEquals(routes, namedRoutes());
  }

  @Test
  void saysOfRoutesFieldsAndCodesWhatTheOpenApiDocumentSays() throws IOException {
    JsonNode document = openApi();
    Set<String> routes = new TreeSet<>();
    document
        .path("paths")
        .forEachEntry(
            (path, methods) ->
                methods
                    .fieldNames()
                    .forEachRemaining(m -> routes.add(m.toUpperCase(Locale.ROOT) + " " + path)));
    assertEquals(namedRoutes(), routes);
    JsonNode schemas = document.at("/components/schemas");
    Set<String> fields = names(schemas.at("/CaptureRequest/properties"));
    fields.removeAll(Set.of("url", "html"));
    assertEquals(new TreeSet<>(in(firstCells("| field | values"), "`(\\w+)`")), fields);
    Set<String> codes = new TreeSet<>();
    schemas.at("/Failure/properties/code/enum").forEach(code -> codes.add(code.asText()));
    schemas.at("/Problem/properties/code/enum").forEach(code -> codes.add(code.asText()));
    codes.forEach(code -> assertTrue(readme.contains("`" + code + "`"), code));
    for (FailureCode code : FailureCode.values()) {
      assertTrue(codes.contains(code.code()), code.code());
    }
  }

  private Set<String> namedRoutes() {
    Set<String> named = new TreeSet<>(in(section("| call | does"), "`([A-Z]+ /[^`?]*)"));
    named.addAll(in(section("| made for | asks by"), "`([A-Z]+ /[^`?]*)"));
    return named;
  }

  private static Set<String> names(JsonNode object) {
    Set<String> names = new TreeSet<>();
    object.fieldNames().forEachRemaining(names::add);
    return names;
  }

  private static JsonNode openApi() throws IOException {
    try (InputStream in = OpenApi.class.getResourceAsStream("openapi.json")) {
      return Json.tree(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    }
  }

  @Test
  void namesEveryMetricOfTheDashboard() {
    String dashboard =
        Template.read(ROOT.resolve("template.yaml"))
            .resources("AWS::CloudWatch::Dashboard")
            .getFirst()
            .properties()
            .get("DashboardBody")
            .toString();
    assertEquals(
        new TreeSet<>(in(dashboard, "\"Shutterhook/[^\"]+\", \"(\\w+)\"")),
        new TreeSet<>(in(section("| metric | is"), "`(\\w+)`")));
  }

  @Test
  void namesEveryCodeAndEvent() {
    for (FailureCode code : FailureCode.values()) {
      assertTrue(readme.contains("`" + code.code() + "`"), code.code());
    }
    for (EventType event : EventType.values()) {
      assertTrue(readme.contains("`" + event.code() + "`"), event.code());
    }
  }

  @Test
  void showsWebhooksAndProblemsAsJson() {
    for (String block : all("(?s)```json\n(.*?)```")) {
      String whole = block.replaceAll(",? …\\}", "}").replace("{…the capture…}", "{}").strip();
      assertTrue(Json.tree(whole).isObject(), block);
    }
  }

  /** The whole of it is compiled and run by a test of the examples. */
  @Test
  void showsJavaThatAnExampleRuns() throws IOException {
    String example = Files.readString(ROOT.resolve("examples/java/TakeCapture.java"));
    List<String> blocks = all("(?s)```java\n(.*?)```");
    assertFalse(blocks.isEmpty());
    for (String block : blocks) {
      assertTrue(example.contains(block.indent(4)), block);
    }
  }

  @Test
  void namesCommandsAndFilesThatExist() throws IOException {
    String launcher = Files.readString(ROOT.resolve("shutterhook"));
    for (String command : all("\\./shutterhook (\\w+)")) {
      assertTrue(launcher.contains(command), command);
    }
    for (String file : all("\\]\\(([^):#]+)(?:#[\\w-]+)?\\)")) {
      assertTrue(Files.exists(ROOT.resolve(file)), file);
    }
  }

  private String firstCells(String heading) {
    return section(heading)
        .lines()
        .skip(2)
        .map(line -> line.split("\\|", -1)[1])
        .collect(Collectors.joining("\n"));
  }

  private String section(String heading) {
    int begin = readme.indexOf(heading);
    assertTrue(begin >= 0, heading);
    return readme.substring(begin, readme.indexOf("\n\n", begin));
  }

  private List<String> all(String pattern) {
    return in(readme, pattern);
  }

  private static List<String> in(String text, String pattern) {
    return Pattern.compile(pattern).matcher(text).results().map(ReadmeTest::group).toList();
  }

  private static String group(MatchResult result) {
    return result.group(1);
  }
}
