package dev.shutterhook.localcloud.template;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** The values of a template's parameters: given ones first, then defaults. */
final class Parameters {
  private static final Set<String> LISTS = Set.of("CommaDelimitedList", "List<Number>");
  private static final Set<String> SCALARS = Set.of("String", "Number");

  private Parameters() {}

  /**
   * Binds values to the declared parameters.
   *
   * @return by name a string, or a list of strings for the list types
   */
  static Map<String, Object> bind(Properties declared, Map<String, String> given) {
    Set<String> unknown = new TreeSet<>(given.keySet());
    unknown.removeAll(declared.values().keySet());
    if (!unknown.isEmpty()) {
      throw declared.where().fault("the template has no parameter " + String.join(", ", unknown));
    }
    Map<String, Object> bound = new LinkedHashMap<>();
    for (String name : declared.values().keySet()) {
      bound.put(name, value(declared.child(name), given, name));
    }
    return bound;
  }

  private static Object value(Properties parameter, Map<String, String> given, String name) {
    String value =
        given.containsKey(name)
            ? given.get(name)
            : parameter
                .text("Default")
                .orElseThrow(() -> parameter.where().fault("has no default and was not given"));
    String type = parameter.requiredText("Type");
    if (LISTS.contains(type)) {
      List<String> items = Arrays.stream(value.split(",", -1)).map(String::strip).toList();
      items.forEach(item -> check(parameter, type, item));
      return items;
    }
    if (!SCALARS.contains(type)) {
      throw parameter.where().at("Type").fault("parameters of type " + type + " are not supported");
    }
    check(parameter, type, value);
    return value;
  }

  private static void check(Properties parameter, String type, String value) {
    Where where = parameter.where();
    List<String> allowed = parameter.texts("AllowedValues");
    if (!allowed.isEmpty() && !allowed.contains(value)) {
      throw where.fault("\"" + value + "\" is none of " + allowed);
    }
    String pattern = parameter.text("AllowedPattern").orElse("(?s).*");
    if (!value.matches(pattern)) {
      throw where.fault("\"" + value + "\" does not match " + pattern);
    }
    int minLength = parameter.integer("MinLength", 0, 0, Integer.MAX_VALUE);
    int maxLength = parameter.integer("MaxLength", Integer.MAX_VALUE, 0, Integer.MAX_VALUE);
    if (value.length() < minLength || value.length() > maxLength) {
      throw where.fault("must have " + minLength + " to " + maxLength + " characters");
    }
    if (type.contains("Number")) {
      checkNumber(parameter, value);
    }
  }

  private static void checkNumber(Properties parameter, String value) {
    Where where = parameter.where();
    if (!value.matches("-?[0-9]+(\\.[0-9]+)?")) {
      throw where.fault("\"" + value + "\" is no number");
    }
    double number = Double.parseDouble(value);
    double least = Double.parseDouble(parameter.text("MinValue").orElse("-Infinity"));
    double most = Double.parseDouble(parameter.text("MaxValue").orElse("Infinity"));
    if (number < least || number > most) {
      throw where.fault(value + " must lie in " + least + ".." + most);
    }
  }
}
