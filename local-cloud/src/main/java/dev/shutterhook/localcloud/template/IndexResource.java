package dev.shutterhook.localcloud.template;

import java.util.List;

/**
 * A global secondary index.
 *
 * @param projection {@code ALL}, {@code KEYS_ONLY} or {@code INCLUDE}
 * @param included the attributes besides the keys, for {@code INCLUDE}
 */
public record IndexResource(String name, KeySchema key, String projection, List<String> included) {

  public IndexResource {
    included = List.copyOf(included);
  }
}
