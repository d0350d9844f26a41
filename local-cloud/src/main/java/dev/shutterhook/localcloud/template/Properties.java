package dev.shutterhook.localcloud.template;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A resolved mapping, read by type. Every refusal names the property. */
record Properties(Map<String, Object> values, Where where) {

  /** Refuses a property that is neither understood nor known to mean nothing here. */
  void allow(Collection<String> understood, Set<String> ignorable) {
    for (String name : values.keySet()) {
      if (!understood.contains(name) && !ignorable.contains(name)) {
        throw where.at(name).fault("this property is not understood; understood are " + understood);
      }
    }
  }

  Optional<String> text(String name) {
    return Optional.ofNullable(values.get(name)).map(value -> plain(value, where.at(name)));
  }

  String requiredText(String name) {
    return text(name).orElseThrow(() -> where.at(name).fault("is required"));
  }

  /** A scalar's text as CloudFormation would hand it to a function. */
  static String plain(Object value, Where where) {
    return switch (value) {
      case String text -> text;
      case BigDecimal decimal -> decimal.toPlainString();
      case Long number -> number.toString();
      case Boolean truth -> truth.toString();
      default -> throw where.fault("must be a plain value, is " + value);
    };
  }

  int integer(String name, int fallback, int least, int most) {
    Optional<String> text = text(name);
    if (text.isEmpty()) {
      return fallback;
    }
    if (!text.get().matches("-?[0-9]{1,9}")) {
      throw where.at(name).fault("must be a whole number, is " + text.get());
    }
    int number = Integer.parseInt(text.get());
    if (number < least || number > most) {
      throw where.at(name).fault("must lie in " + least + ".." + most + ", is " + number);
    }
    return number;
  }

  Duration seconds(String name, Duration fallback, Duration least, Duration most) {
    return Duration.ofSeconds(
        integer(
            name,
            Math.toIntExact(fallback.toSeconds()),
            Math.toIntExact(least.toSeconds()),
            Math.toIntExact(most.toSeconds())));
  }

  boolean truth(String name, boolean fallback) {
    return switch (text(name).orElse(Boolean.toString(fallback))) {
      case "true" -> true;
      case "false" -> false;
      default -> throw where.at(name).fault("must be true or false");
    };
  }

  Properties child(String name) {
    Object value = values.getOrDefault(name, Map.of());
    return new Properties(map(value, where.at(name)), where.at(name));
  }

  List<Object> list(String name) {
    Object value = values.getOrDefault(name, List.of());
    if (!(value instanceof List<?> list)) {
      throw where.at(name).fault("must be a list");
    }
    return List.copyOf(list);
  }

  List<String> texts(String name) {
    List<String> texts = new ArrayList<>();
    for (Object item : list(name)) {
      texts.add(plain(item, where.at(name).at(texts.size())));
    }
    return texts;
  }

  List<Properties> children(String name) {
    List<Properties> children = new ArrayList<>();
    for (Object item : list(name)) {
      Where place = where.at(name).at(children.size());
      children.add(new Properties(map(item, place), place));
    }
    return children;
  }

  @SuppressWarnings("unchecked") // Keys are strings: YamlReader makes no others.
  static Map<String, Object> map(Object value, Where where) {
    if (!(value instanceof Map<?, ?>)) {
      throw where.fault("must be a mapping, is " + value);
    }
    return (Map<String, Object>) value;
  }
}
