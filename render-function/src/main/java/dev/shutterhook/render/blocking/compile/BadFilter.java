package dev.shutterhook.render.blocking.compile;

import dev.shutterhook.render.blocking.rule.RuleParser;
import java.util.Arrays;
import java.util.stream.Collectors;

/** A line that takes back another of the same text: {@code ||a.de^$badfilter}. */
final class BadFilter {
  private static final String OPTION = "badfilter";

  private BadFilter() {}

  static boolean is(String line) {
    int dollar = RuleParser.optionsStart(line);
    return dollar >= 0 && Arrays.asList(line.substring(dollar + 1).split(",")).contains(OPTION);
  }

  /** A line with its options sorted and without this one: of both lines the same text. */
  static String normal(String line) {
    int dollar = RuleParser.optionsStart(line);
    if (dollar < 0) {
      return line;
    }
    String options =
        Arrays.stream(line.substring(dollar + 1).split(","))
            .filter(option -> !option.equals(OPTION))
            .sorted()
            .collect(Collectors.joining(","));
    return options.isEmpty() ? line.substring(0, dollar) : line.substring(0, dollar + 1) + options;
  }
}
