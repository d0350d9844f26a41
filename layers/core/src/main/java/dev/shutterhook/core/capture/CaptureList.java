package dev.shutterhook.core.capture;

import dev.shutterhook.core.id.Id;
import dev.shutterhook.core.listing.Listing;
import dev.shutterhook.core.listing.Page;
import dev.shutterhook.core.listing.Span;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * An account's captures, the newest first: one query for each status that is meant. The index has
 * only their ids and is a moment late, so that a capture may be further than it says. Safe for
 * threads.
 */
public final class CaptureList {
  private final Listing<Id> listing;

  /** Lists of that table. */
  public CaptureList(DynamoDbClient dynamoDb, String table) {
    listing = new Listing<>(dynamoDb, table, Id.Kind.CAPTURE, item -> Id.of(item.text("id")));
  }

  /**
   * One page.
   *
   * @param statuses any of these
   * @param before the {@link Page#next} of the page before; empty for the first
   * @param limit from 1: more are not on the page
   */
  public Page<Id> page(
      String account, Set<CaptureStatus> statuses, Optional<Id> before, int limit) {
    Span span =
        new Span(
            statuses.stream().sorted().map(status -> CaptureItem.listed(account, status)).toList(),
            Optional.empty(),
            before);
    return listing.page(span, limit, limit + 1, id -> true);
  }
}
