package dev.shutterhook.core.webhook;

import dev.shutterhook.core.id.Id;
import dev.shutterhook.core.listing.Listing;
import dev.shutterhook.core.listing.Page;
import dev.shutterhook.core.listing.Span;
import java.time.Instant;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * The deliveries of an account, the newest first, without the bytes. A page costs one query for
 * each state that is meant. A filter by host makes it read {@link Listing#MAX_ITEMS} at a time and
 * pass over other hosts, up to {@link Listing#MAX_QUERIES} queries in all; then the page ends where
 * it is, perhaps with nothing on it, and says where to go on.
 */
public final class DeliveryList {
  private final Listing<DeliveryOutline> listing;

  /** Lists of that table. */
  public DeliveryList(DynamoDbClient dynamoDb, String table) {
    listing = new Listing<>(dynamoDb, table, Id.Kind.DELIVERY, DeliveryItem::outline);
  }

  /**
   * One page.
   *
   * @param before the {@link Page#next} of the page before; empty for the first
   * @param limit from 1: more are not on the page
   */
  public Page<DeliveryOutline> page(
      DeliveryFilter filter, Optional<Id> before, int limit, Instant now) {
    Span span =
        new Span(
            filter.states().stream()
                .sorted()
                .map(state -> DeliveryItem.listed(filter.account(), state))
                .toList(),
            filter.since(),
            before);
    int batch = filter.host().isPresent() ? Listing.MAX_ITEMS : limit + 1;
    return listing.page(span, limit, batch, delivery -> filter.means(delivery, now));
  }
}
