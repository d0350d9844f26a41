package dev.shutterhook.localrunner.template;

import java.util.ArrayList;
import java.util.List;

/**
 * A key of the template with everything below it, to be taken out.
 *
 * @param what the line, for the report
 * @param from its first line, from 0
 * @param to the first line that stays
 */
record Deletion(String what, int from, int to) {
  /** What must not be missing anywhere. */
  static final List<String> KEYS =
      List.of(
          "FunctionResponseTypes:",
          "RedrivePolicy:",
          "KeySchema:",
          "GlobalSecondaryIndexes:",
          "TimeToLiveSpecification:",
          "VisibilityTimeout:",
          "SnapStart:",
          "PublicAccessBlockConfiguration:",
          "BucketEncryption:",
          "Role: !GetAtt",
          "Type: SQS",
          "Type: AWS::CloudWatch::Alarm");

  static List<Deletion> of(List<String> lines) {
    List<Deletion> all = new ArrayList<>();
    boolean variables = false;
    int depth = 0;
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i);
      if (line.strip().equals("Variables:")) {
        variables = true;
        depth = indent(line);
      } else if (variables && indent(line) <= depth) {
        variables = false;
      } else if (variables) {
        all.add(new Deletion("variable " + line.strip(), i, i + 1));
      }
      if (KEYS.stream().anyMatch(key -> line.strip().startsWith(key))) {
        // An event or an alarm goes with the line above that names it.
        boolean typed = line.strip().startsWith("Type:");
        int from = typed ? i - 1 : i;
        all.add(new Deletion("line " + (from + 1) + " " + line.strip(), from, end(lines, from)));
      }
    }
    return all;
  }

  private static int end(List<String> lines, int from) {
    int depth = indent(lines.get(from));
    int end = from + 1;
    while (end < lines.size()
        && (lines.get(end).isBlank()
            || indent(lines.get(end)) > depth
            || (indent(lines.get(end)) == depth && lines.get(end).strip().startsWith("- ")))) {
      end++;
    }
    return end;
  }

  private static int indent(String line) {
    return line.length() - line.stripLeading().length();
  }
}
