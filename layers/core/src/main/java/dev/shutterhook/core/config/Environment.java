package dev.shutterhook.core.config;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.RecordComponent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Makes a config record of environment variables. A component {@code capturesTable} is read from
 * {@code CAPTURES_TABLE}; its type is {@code String}, {@code int}, {@code Duration} as {@link
 * Waits} spells it, {@code Optional<String>}, or a type with a static {@code parse(String)}. Every
 * missing or bad variable is named in one message.
 */
public final class Environment {
  private Environment() {}

  /**
   * Reads a record.
   *
   * @throws ConfigException naming every variable that is missing or bad
   */
  public static <R extends Record> R read(Class<R> type, Map<String, String> variables) {
    List<String> faults = new ArrayList<>();
    RecordComponent[] components = type.getRecordComponents();
    @Nullable Object[] values = new Object[components.length];
    for (int i = 0; i < components.length; i++) {
      values[i] = value(components[i], variables, faults);
    }
    if (!faults.isEmpty()) {
      throw new ConfigException(type.getSimpleName(), faults);
    }
    try {
      return constructor(type, components).newInstance(values);
    } catch (InvocationTargetException e) {
      throw new ConfigException(
          type.getSimpleName(), List.of(String.valueOf(e.getTargetException().getMessage())));
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(type + " is no config record", e);
    }
  }

  /** {@code capturesTable} becomes {@code CAPTURES_TABLE}. */
  public static String variableOf(String component) {
    return component.replaceAll("(?<=[a-z0-9])(?=[A-Z])", "_").toUpperCase(Locale.ROOT);
  }

  private static @Nullable Object value(
      RecordComponent component, Map<String, String> variables, List<String> faults) {
    String name = variableOf(component.getName());
    String text = variables.get(name);
    if (component.getType() == Optional.class) {
      return Optional.ofNullable(text).filter(t -> !t.isBlank());
    }
    if (text == null || text.isBlank()) {
      faults.add(name + " is missing");
      return null;
    }
    try {
      return parsed(component.getType(), text);
    } catch (IllegalArgumentException e) {
      faults.add(name + " " + e.getMessage());
      return null;
    }
  }

  private static Object parsed(Class<?> type, String text) {
    if (type == String.class) {
      return text;
    }
    if (type == Duration.class) {
      return Waits.duration(text);
    }
    if (type == int.class) {
      try {
        return Integer.parseInt(text);
      } catch (NumberFormatException e) {
        throw new IllegalArgumentException("must be a whole number", e);
      }
    }
    try {
      Method parse = type.getMethod("parse", String.class);
      if (Modifier.isStatic(parse.getModifiers())) {
        return parse.invoke(null, text);
      }
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof IllegalArgumentException fault) {
        throw fault;
      }
      throw new IllegalStateException("parse of " + type + " failed", e);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("no parse(String) in " + type, e);
    }
    throw new IllegalStateException("parse of " + type + " is not static");
  }

  private static <R extends Record> Constructor<R> constructor(
      Class<R> type, RecordComponent[] components) throws NoSuchMethodException {
    Class<?>[] types =
        Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
    Constructor<R> constructor = type.getDeclaredConstructor(types);
    constructor.setAccessible(true);
    return constructor;
  }
}
