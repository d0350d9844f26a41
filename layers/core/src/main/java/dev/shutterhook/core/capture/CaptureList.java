package dev.shutterhook.core.capture;

import dev.shutterhook.core.id.Id;
import dev.shutterhook.core.listing.Listing;
import dev.shutterhook.core.listing.Page;
import dev.shutterhook.core.listing.Source;
import dev.shutterhook.core.listing.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * An account's captures, the newest first: those in flight by one index, those that have ended by
 * another, with one query for each status that is meant. The indexes have only their ids and are a
 * moment late, so that a capture may be further than they say. Safe for threads.
 */
public final class CaptureList {
  private final Listing<Id> ended;
  private final InFlight inFlight;

  /** Lists of that table. */
  public CaptureList(DynamoDbClient dynamoDb, String table) {
    ended = new Listing<>(dynamoDb, table, Id.Kind.CAPTURE, item -> Id.of(item.text("id")));
    inFlight = new InFlight(dynamoDb, table);
  }

  /**
   * Whether every capture of a page is of these statuses, but for one that has moved on meanwhile.
   * The index of those in flight does not tell queued from rendering: where one of the two is meant
   * and the other is not, a page has both.
   */
  public static boolean exact(Set<CaptureStatus> statuses) {
    return statuses.contains(CaptureStatus.QUEUED) == statuses.contains(CaptureStatus.RENDERING);
  }

  /**
   * One page.
   *
   * @param statuses any of these, as far as {@link #exact} says
   * @param before the {@link Page#next} of the page before; empty for the first
   * @param limit from 1: more are not on the page
   */
  public Page<Id> page(
      String account, Set<CaptureStatus> statuses, Optional<Id> before, int limit) {
    List<Source<Id>> sources = new ArrayList<>();
    if (!statuses.stream().allMatch(CaptureStatus::terminal)) {
      sources.add(inFlight.source(account));
    }
    List<String> partitions =
        statuses.stream()
            .filter(CaptureStatus::terminal)
            .sorted()
            .map(status -> CaptureItem.listed(account, status))
            .toList();
    if (!partitions.isEmpty()) {
      sources.addAll(ended.sources(new Span(partitions, Optional.empty(), before), limit + 1));
    }
    return Listing.page(sources, before, limit, id -> true);
  }
}
