package dev.shutterhook.render.interception;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Header fields of a request, each name once in any case (RFC 9110, section 5.1).
 *
 * @param fields by name
 */
record HeaderFields(TreeMap<String, String> fields) {

  static HeaderFields of(JsonNode headers) {
    TreeMap<String, String> fields = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    headers.properties().forEach(field -> fields.put(field.getKey(), field.getValue().asText()));
    return new HeaderFields(fields);
  }

  /** Others in addition, or in the place of those of the same name. */
  HeaderFields with(Map<String, String> others) {
    TreeMap<String, String> all = new TreeMap<>(fields);
    others.forEach(
        (name, value) -> {
          // Removed first: a map keeps the old spelling of an equal key.
          all.remove(name);
          all.put(name, value);
        });
    return new HeaderFields(all);
  }

  /** As the protocol lists them. */
  List<Map<String, String>> entries() {
    return fields.entrySet().stream()
        .map(field -> Map.of("name", field.getKey(), "value", field.getValue()))
        .toList();
  }
}
