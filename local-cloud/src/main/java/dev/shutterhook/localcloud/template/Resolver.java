package dev.shutterhook.localcloud.template;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Replaces intrinsics by their values. One that it does not know is a fault, never skipped: a
 * template that the tests cannot read must not reach an account.
 */
final class Resolver {
  private final References references;
  private final Conditions conditions;
  private final Properties mappings;

  Resolver(References references, Conditions conditions, Properties mappings) {
    this.references = references;
    this.conditions = conditions;
    this.mappings = mappings;
  }

  /** Whether a value is an intrinsic, in its long form. */
  static boolean intrinsic(Object value) {
    return value instanceof Map<?, ?> map
        && map.keySet().stream().anyMatch(key -> key.equals("Ref") || isFunction((String) key));
  }

  private static boolean isFunction(String key) {
    return key.startsWith("Fn::");
  }

  /** The mapping with every value resolved; what is {@code AWS::NoValue} is left out. */
  Properties properties(Object value, Where where) {
    Object resolved = resolve(value, where).orElseGet(Map::of);
    return new Properties(Properties.map(resolved, where), where);
  }

  /** The value; empty for {@code AWS::NoValue}. */
  Optional<Object> resolve(Object value, Where where) {
    if (intrinsic(value)) {
      return call(Call.of(value, where), where);
    }
    return switch (value) {
      case Map<?, ?> map -> Optional.of(resolveMap(map, where));
      case List<?> list -> Optional.of(resolveList(list, where));
      default -> Optional.of(value);
    };
  }

  private Map<String, Object> resolveMap(Map<?, ?> map, Where where) {
    Map<String, Object> resolved = new LinkedHashMap<>();
    map.forEach(
        (key, value) ->
            resolve(value, where.at(key)).ifPresent(v -> resolved.put((String) key, v)));
    return resolved;
  }

  private List<Object> resolveList(List<?> list, Where where) {
    List<Object> resolved = new ArrayList<>();
    for (int i = 0; i < list.size(); i++) {
      resolve(list.get(i), where.at(i)).ifPresent(resolved::add);
    }
    return resolved;
  }

  private Optional<Object> call(Call call, Where where) {
    Object argument = call.argument();
    Where here = where.at(call.name());
    return switch (call.name()) {
      case "Ref" -> ref(text(argument, here), here);
      case "Fn::If" -> choose(argument, here);
      case "Fn::GetAtt" -> Optional.of(attribute(argument, here));
      case "Fn::Sub" -> Optional.of(substitute(argument, here));
      case "Fn::Join" -> Optional.of(join(argument, here));
      case "Fn::Split" -> Optional.of(split(argument, here));
      case "Fn::Select" -> Optional.of(select(argument, here));
      case "Fn::FindInMap" -> Optional.of(find(argument, here));
      case "Fn::Base64" ->
          Optional.of(
              Base64.getEncoder()
                  .encodeToString(text(argument, here).getBytes(StandardCharsets.UTF_8)));
      default -> throw where.fault("the intrinsic " + call.name() + " is not understood");
    };
  }

  private Optional<Object> ref(String name, Where where) {
    return name.equals("AWS::NoValue")
        ? Optional.empty()
        : Optional.of(references.ref(name, where));
  }

  private Optional<Object> choose(Object argument, Where where) {
    List<Object> parts = arguments(argument, 3, where);
    boolean holds = conditions.holds(text(parts.get(0), where), where);
    return resolve(parts.get(holds ? 1 : 2), where);
  }

  private Object attribute(Object argument, Where where) {
    if (argument instanceof List<?>) {
      List<Object> parts = arguments(argument, 2, where);
      return references.attribute(text(parts.get(0), where), text(parts.get(1), where), where);
    }
    String path = text(argument, where);
    int dot = path.indexOf('.');
    if (dot < 1) {
      throw where.fault("needs Resource.Attribute, is " + path);
    }
    return references.attribute(path.substring(0, dot), path.substring(dot + 1), where);
  }

  private String substitute(Object argument, Where where) {
    if (!(argument instanceof List<?>)) {
      return Substitution.apply(text(argument, where), Map.of(), references, where);
    }
    List<Object> parts = arguments(argument, 2, where);
    Properties variables = properties(parts.get(1), where);
    Map<String, String> texts = new LinkedHashMap<>();
    variables
        .values()
        .forEach((name, value) -> texts.put(name, Properties.plain(value, where.at(name))));
    return Substitution.apply(text(parts.get(0), where), texts, references, where);
  }

  private String join(Object argument, Where where) {
    List<Object> parts = arguments(argument, 2, where);
    List<String> texts = list(parts.get(1), where).stream().map(v -> text(v, where)).toList();
    return String.join(text(parts.get(0), where), texts);
  }

  private List<Object> split(Object argument, Where where) {
    List<Object> parts = arguments(argument, 2, where);
    String separator = Pattern.quote(text(parts.get(0), where));
    return List.of((Object[]) text(parts.get(1), where).split(separator, -1));
  }

  private Object select(Object argument, Where where) {
    List<Object> parts = arguments(argument, 2, where);
    String index = text(parts.get(0), where);
    List<Object> items = list(parts.get(1), where);
    if (!index.matches("[0-9]{1,4}") || Integer.parseInt(index) >= items.size()) {
      throw where.fault("there is no item " + index + " in a list of " + items.size());
    }
    return items.get(Integer.parseInt(index));
  }

  private Object find(Object argument, Where where) {
    List<Object> parts = arguments(argument, 3, where);
    Properties level = mappings;
    for (Object key : parts.subList(0, 2)) {
      level = level.child(text(key, where));
    }
    String name = text(parts.get(2), where);
    Object found = level.values().get(name);
    if (found == null) {
      throw where.fault("the mappings have no " + level.where().property() + "." + name);
    }
    return found;
  }

  private static List<Object> arguments(Object argument, int count, Where where) {
    if (!(argument instanceof List<?> list) || list.size() != count) {
      throw where.fault("takes a list of " + count + " arguments, has " + argument);
    }
    return List.copyOf(list);
  }

  private List<Object> list(Object value, Where where) {
    if (!(resolve(value, where).orElse("") instanceof List<?> list)) {
      throw where.fault("needs a list, has " + value);
    }
    return List.copyOf(list);
  }

  private String text(Object value, Where where) {
    Object resolved =
        resolve(value, where).orElseThrow(() -> where.fault("AWS::NoValue cannot stand here"));
    return Properties.plain(resolved, where);
  }
}
