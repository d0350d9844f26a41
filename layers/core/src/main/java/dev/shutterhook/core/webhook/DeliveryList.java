package dev.shutterhook.core.webhook;

import dev.shutterhook.core.id.Id;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * The deliveries of an account, the newest first, by the index {@code ByAccount}: its partitions
 * are an account's deliveries of one state, its order is that of their ids, which is that of time.
 * Its items are without the bytes.
 *
 * <p>A page costs one query for each state that is meant. A filter by host makes it read {@link
 * DeliveryStream#MAX_ITEMS} at a time and pass over other hosts, up to {@link #MAX_QUERIES} queries
 * in all; then the page ends where it is, perhaps with nothing on it, and says where to go on.
 */
public final class DeliveryList {
  /** A page reads no more often: at most 10,000 deliveries are looked at. */
  public static final int MAX_QUERIES = 20;

  private static final Comparator<DeliveryStream> NEWEST_LAST =
      Comparator.comparing(stream -> stream.head().id().toString());

  private final DynamoDbClient dynamoDb;
  private final String table;

  /** Lists of that table. */
  public DeliveryList(DynamoDbClient dynamoDb, String table) {
    this.dynamoDb = dynamoDb;
    this.table = table;
  }

  /**
   * One page.
   *
   * @param before the {@link DeliveryPage#next} of the page before; empty for the first
   * @param limit from 1: more are not on the page
   */
  public DeliveryPage page(DeliveryFilter filter, Optional<Id> before, int limit, Instant now) {
    int batch = filter.host().isPresent() ? DeliveryStream.MAX_ITEMS : limit + 1;
    List<DeliveryStream> streams =
        filter.states().stream()
            .map(state -> new DeliveryStream(dynamoDb, table, filter, state, before, batch))
            .toList();
    List<DeliveryOutline> found = new ArrayList<>();
    Optional<Id> position = before;
    int queries = 0;
    while (found.size() < limit && more(streams)) {
      Optional<DeliveryStream> hungry =
          streams.stream().filter(DeliveryStream::mustRead).findFirst();
      if (hungry.isEmpty()) {
        DeliveryOutline next = newest(streams).take();
        position = Optional.of(next.id());
        if (filter.means(next, now)) {
          found.add(next);
        }
      } else if (queries++ < MAX_QUERIES) {
        hungry.get().read();
      } else {
        break;
      }
    }
    return new DeliveryPage(found, more(streams) ? position : Optional.empty());
  }

  private static DeliveryStream newest(List<DeliveryStream> streams) {
    return streams.stream().filter(DeliveryStream::hasHead).max(NEWEST_LAST).orElseThrow();
  }

  private static boolean more(List<DeliveryStream> streams) {
    return streams.stream().anyMatch(stream -> stream.mustRead() || stream.hasHead());
  }
}
