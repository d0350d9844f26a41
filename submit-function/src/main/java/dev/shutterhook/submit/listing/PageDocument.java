package dev.shutterhook.submit.listing;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.shutterhook.core.bulk.Parts;
import dev.shutterhook.core.id.Id;
import dev.shutterhook.core.json.Json;
import dev.shutterhook.core.listing.Page;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * A page of a list, each entry as it is shown alone. A page ends early where it would be too long
 * for an answer, or has as many entries as were asked for.
 *
 * @param name of the list
 * @param find reads entries, in the order of the ids and without those that are gone
 * @param id of an entry
 * @param shown which entries are meant: the index is a moment late, or does not tell
 * @param document of an entry
 */
public record PageDocument<T>(
    String name,
    Function<List<Id>, List<T>> find,
    Function<T, Id> id,
    Predicate<T> shown,
    Function<T, ObjectNode> document) {
  /** Lambda answers with 6 MB, in which every quote of a body is escaped once more. */
  static final int MAX_BYTES = 2_500_000;

  /** An entry may have hundreds of kB, so they are not all read before they are counted. */
  private static final Parts READ = new Parts(25, Long.MAX_VALUE);

  /**
   * The page, with a cursor where the list goes on.
   *
   * @param limit more are not shown; there may be more to choose from
   */
  public ObjectNode of(Page<Id> page, int limit) {
    ObjectNode answer = Json.mapper().createObjectNode();
    ArrayNode list = answer.putArray(name);
    int bytes = 0;
    Optional<Id> last = Optional.empty();
    for (List<Id> part : READ.of(page.entries(), entry -> 1)) {
      for (T entry : find.apply(part)) {
        ObjectNode one = document.apply(entry);
        bytes += Json.write(one).getBytes(StandardCharsets.UTF_8).length;
        boolean meant = shown.test(entry);
        if (last.isPresent() && (bytes > MAX_BYTES || (meant && list.size() == limit))) {
          return answer.put("cursor", Cursor.write(last.get()));
        }
        last = Optional.of(id.apply(entry));
        if (meant) {
          list.add(one);
        }
      }
    }
    return answer.put("cursor", page.next().map(Cursor::write).orElse(null));
  }
}
