package dev.shutterhook.localstack;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.shutterhook.localcloud.Endpoints;
import dev.shutterhook.localcloud.LocalCloud;
import dev.shutterhook.localcloud.Storage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Both emulators are asked the same, and docs/localstack.md says what each answers. Real: both
 * emulators, made from template.yaml. Double: nothing.
 */
class DifferencesTest {
  private static final Path ROOT = Path.of(System.getProperty("shutterhook.root"));
  private static final Path TEMPLATE = ROOT.resolve("template.yaml");

  private static LocalCloud embedded;
  private static LocalCloud localStack;
  private static List<String> page;

  @BeforeAll
  static void open() throws IOException {
    page = Files.readAllLines(ROOT.resolve("docs/localstack.md"));
    embedded = LocalCloud.start(TEMPLATE, Map.of(), Storage.inMemory());
    localStack =
        LocalCloud.start(
            TEMPLATE, Map.of(), Endpoints.at(LocalStackSession.endpoint(), "test", "test"));
  }

  @AfterAll
  static void close() {
    localStack.close();
    embedded.close();
  }

  static Stream<Probe> probes() {
    return Stream.of(QueueProbes.ALL, TableProbes.ALL, BucketProbes.ALL).flatMap(List::stream);
  }

  @ParameterizedTest
  @MethodSource("probes")
  void answersAsThePageSays(Probe probe) throws Exception {
    String row =
        "| %s | %s | %s |".formatted(probe.asked(), probe.ask(embedded), probe.ask(localStack));
    List<String> told =
        page.stream().filter(line -> line.startsWith("| " + probe.asked() + " |")).toList();
    assertEquals(List.of(row), told, "docs/localstack.md");
  }
}
