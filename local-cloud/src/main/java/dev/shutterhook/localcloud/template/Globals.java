package dev.shutterhook.localcloud.template;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Merges {@code Globals} into a resource as SAM does: mappings are merged key by key, lists are
 * joined (the global items first), and of two plain values the resource's wins.
 */
final class Globals {
  private Globals() {}

  static Map<String, Object> merge(Map<String, Object> global, Map<String, Object> own) {
    Map<String, Object> merged = new LinkedHashMap<>(global);
    own.forEach((name, value) -> merged.merge(name, value, Globals::mergeValue));
    return merged;
  }

  private static Object mergeValue(Object global, Object own) {
    if (global instanceof List<?> before && own instanceof List<?> after) {
      List<Object> joined = new ArrayList<>(before);
      joined.addAll(after);
      return joined;
    }
    if (global instanceof Map<?, ?> && own instanceof Map<?, ?> && !Resolver.intrinsic(own)) {
      Map<String, Object> merged = new LinkedHashMap<>();
      ((Map<?, ?>) global).forEach((key, value) -> merged.put((String) key, value));
      ((Map<?, ?>) own)
          .forEach((key, value) -> merged.merge((String) key, value, Globals::mergeValue));
      return merged;
    }
    return own;
  }
}
