package dev.shutterhook.localrunner.template;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Execution(ExecutionMode.CONCURRENT)
class TemplateTest {
  private static final Path TEMPLATE =
      Path.of(System.getProperty("shutterhook.root"), "template.yaml");

  @TempDir private Path folder;

  @Test
  void saysWhatTheCodeNeeds() {
    assertEquals(List.of(), TemplateRules.faults(TEMPLATE));
  }

  @ParameterizedTest
  @MethodSource("deletions")
  void noticesWhatIsTakenOut(Deletion deletion) throws IOException {
    List<String> lines = new ArrayList<>(Files.readAllLines(TEMPLATE));
    lines.subList(deletion.from(), deletion.to()).clear();
    Path mutant = folder.resolve("template.yaml");
    Files.write(mutant, lines);
    assertFalse(TemplateRules.faults(mutant).isEmpty(), deletion + " went unnoticed");
  }

  @Test
  void takesOutEachKindOfLine() throws IOException {
    List<Deletion> all = deletions().toList();
    for (String key : Deletion.KEYS) {
      assertTrue(all.stream().anyMatch(d -> d.what().contains(key)), key + " is never taken out");
    }
  }

  static Stream<Deletion> deletions() throws IOException {
    return Deletion.of(Files.readAllLines(TEMPLATE)).stream();
  }
}
