package dev.shutterhook.localrunner.readme;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.shutterhook.localcloud.template.Resource;
import dev.shutterhook.localcloud.template.Template;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** docs/deploy.md says what template.yaml says. */
class DeployGuideTest {
  private static final Path ROOT = Path.of(System.getProperty("shutterhook.root"));

  private final String guide = Files.readString(ROOT.resolve("docs/deploy.md"));
  private final String template = Files.readString(ROOT.resolve("template.yaml"));

  DeployGuideTest() throws IOException {}

  /** The text from one heading to the next of the same depth. */
  private String section(String heading) {
    int start = guide.indexOf("## " + heading + "\n");
    assertTrue(start >= 0, heading);
    int end = guide.indexOf("\n## ", start);
    return guide.substring(start, end < 0 ? guide.length() : end);
  }

  private static Set<String> all(String pattern, String text) {
    return Pattern.compile(pattern, Pattern.MULTILINE)
        .matcher(text)
        .results()
        .map(DeployGuideTest::joined)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static String joined(MatchResult match) {
    return match.groupCount() == 1 ? match.group(1) : match.group(1) + " = " + match.group(2);
  }

  @Test
  void namesEveryParameterWithItsDefault() {
    String parameters =
        template.substring(template.indexOf("\nParameters:"), template.indexOf("\nConditions:"));
    Set<String> declared =
        all("^  (\\w+):\\n    Type: \\w+\\n    Default: \"?([^\"\\n]*)\"?$", parameters);
    Set<String> told =
        all("^\\| `(\\w+)` \\| `?([^`|]*?)`? \\|", section("Parameters")).stream()
            .map(row -> row.replaceFirst(" = none$", " = "))
            .collect(Collectors.toCollection(TreeSet::new));
    assertEquals(declared, told);
  }

  @Test
  void saysWhatEveryAlarmAsksFor() {
    Set<String> alarms =
        Template.read(ROOT.resolve("template.yaml")).resources("AWS::CloudWatch::Alarm").stream()
            .map(Resource::logicalId)
            .collect(Collectors.toCollection(TreeSet::new));
    Set<String> told = new TreeSet<>();
    for (String row : section("Watch").lines().filter(line -> line.startsWith("| `")).toList()) {
      told.addAll(all("`(\\w+)`", row.substring(0, row.indexOf('|', 1))));
    }
    assertEquals(alarms, told);
  }

  @Test
  void namesAllThatStays() {
    Set<String> kept =
        all("^  (\\w+):\\n    Type: \\S+\\n    DeletionPolicy: RetainExceptOnCreate$", template);
    String told = section("Take it down");
    assertEquals(
        List.of(), kept.stream().filter(name -> !told.contains("`" + name + "`")).toList());
    assertEquals(6, kept.size());
  }
}
