package dev.shutterhook.submit.listing;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.shutterhook.core.id.Id;
import dev.shutterhook.core.json.Json;
import dev.shutterhook.core.request.Fields;
import dev.shutterhook.core.request.Range;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The parameters that every list takes, of a query or of a body.
 *
 * @param before where the list goes on; empty for its beginning
 * @param limit at most so many
 */
public record ListParameters(Optional<Id> before, int limit) {
  /** A list shows no more at a time: a receiver's URL may have 4 kB, an answer 6 MB. */
  public static final int MAX_LISTED = 100;

  /** What a list shows where nobody says how many. */
  public static final int LISTED = 20;

  private static final String LIMIT = "limit";
  private static final Pattern DIGITS = Pattern.compile("\\d{1,6}");

  /** The parameters of a query as fields; a limit is a number there. */
  public static Fields fields(Map<String, String> query) {
    ObjectNode body = Json.mapper().createObjectNode();
    query.forEach(body::put);
    String limit = query.getOrDefault(LIMIT, "");
    if (DIGITS.matcher(limit).matches()) {
      body.put(LIMIT, Integer.parseInt(limit));
    }
    return new Fields(body);
  }

  /** Reads {@code cursor} and {@code limit}; what is wrong with them is among the faults. */
  public static ListParameters read(Fields fields, Id.Kind kind) {
    return read(fields, kind, LISTED, MAX_LISTED);
  }

  /**
   * As {@link #read(Fields, Id.Kind)}.
   *
   * @param usual the limit where nobody says one
   * @param most the highest limit
   */
  public static ListParameters read(Fields fields, Id.Kind kind, int usual, int most) {
    return new ListParameters(
        fields.parsed("cursor", Cursor.MAX_BYTES, text -> Cursor.parse(kind, text)),
        fields.integer(LIMIT, new Range(1, most, "")).orElse(usual));
  }
}
