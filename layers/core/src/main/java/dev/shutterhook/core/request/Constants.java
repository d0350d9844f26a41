package dev.shutterhook.core.request;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** An enum's constants as clients spell them: in lower case. */
final class Constants {
  private Constants() {}

  /**
   * The constant that is spelled so.
   *
   * @throws IllegalArgumentException naming those that there are
   */
  static <E extends Enum<E>> E of(String text, Class<E> type) {
    List<E> all = List.of(type.getEnumConstants());
    return all.stream()
        .filter(constant -> spelled(constant).equals(text))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "must be one of "
                        + all.stream().map(Constants::spelled).collect(Collectors.joining(", "))));
  }

  private static String spelled(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }
}
