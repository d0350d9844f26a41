package dev.shutterhook.localcloud.template;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The text of {@code Fn::Sub}: <code>${Name}</code>, <code>${Name.Attribute}</code>. */
final class Substitution {
  private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{([^}]*)}");

  private Substitution() {}

  static String apply(
      String text, Map<String, String> variables, References references, Where where) {
    Matcher matcher = PLACEHOLDER.matcher(text);
    StringBuilder result = new StringBuilder();
    while (matcher.find()) {
      String value = value(matcher.group(1).strip(), variables, references, where);
      matcher.appendReplacement(result, Matcher.quoteReplacement(value));
    }
    return matcher.appendTail(result).toString();
  }

  private static String value(
      String name, Map<String, String> variables, References references, Where where) {
    if (name.startsWith("!")) {
      return "${" + name.substring(1) + "}";
    }
    String variable = variables.get(name);
    if (variable != null) {
      return variable;
    }
    int dot = name.indexOf('.');
    Object value =
        dot < 0
            ? references.ref(name, where)
            : references.attribute(name.substring(0, dot), name.substring(dot + 1), where);
    return Properties.plain(value, where);
  }
}
