package dev.shutterhook.core.capture;

import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromS;

import dev.shutterhook.core.id.Id;
import dev.shutterhook.core.listing.Listing;
import dev.shutterhook.core.listing.Page;
import dev.shutterhook.core.listing.Span;
import dev.shutterhook.core.table.Item;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;

/**
 * An account's captures, the newest first: one query for each status that is meant. The index has
 * only their ids and is a moment late, so that a capture may be further than it says. Safe for
 * threads.
 */
public final class CaptureList {
  /** DynamoDB reads no more by one call. */
  public static final int MAX_READ = 100;

  private final DynamoDbClient dynamoDb;
  private final String table;
  private final Listing<Id> listing;

  /** Lists of that table. */
  public CaptureList(DynamoDbClient dynamoDb, String table) {
    this.dynamoDb = dynamoDb;
    this.table = table;
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

  /**
   * Reads captures as the last writes left them, in this order and without those that are gone.
   *
   * @param ids at most {@link #MAX_READ}, each once
   */
  public List<Capture> read(List<Id> ids) {
    if (ids.isEmpty()) {
      return List.of();
    }
    KeysAndAttributes wanted =
        KeysAndAttributes.builder()
            .keys(ids.stream().map(id -> Map.of("id", fromS(id.toString()))).toList())
            .consistentRead(true)
            .build();
    // What one answer has no room for is asked for again; each has one at least.
    Map<Id, Capture> found =
        dynamoDb.batchGetItemPaginator(get -> get.requestItems(Map.of(table, wanted))).stream()
            .limit(ids.size())
            .flatMap(answer -> answer.responses().getOrDefault(table, List.of()).stream())
            .map(item -> CaptureItem.read(Item.of(item)))
            .collect(Collectors.toMap(Capture::id, Function.identity()));
    return ids.stream().map(found::get).filter(Objects::nonNull).toList();
  }
}
