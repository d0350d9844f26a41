package dev.shutterhook.core.listing;

import dev.shutterhook.core.id.Id;
import dev.shutterhook.core.table.Item;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * Records of an account, the newest first, by a table's index {@code ByAccount}: its partitions are
 * an account's records of one state, its order is that of their ids, which is that of time.
 * Partitions of several states are merged, and with them what is listed elsewhere. Safe for
 * threads.
 */
public final class Listing<T> {
  public static final String INDEX = "ByAccount";

  /** The attribute that the index is partitioned by. */
  public static final String LISTED = "listed";

  /** So many are read by one query. */
  public static final int MAX_ITEMS = 500;

  /** A page reads no more often: at most 10,000 records are looked at. */
  public static final int MAX_QUERIES = 20;

  private final DynamoDbClient dynamoDb;
  private final String table;
  private final Id.Kind kind;
  private final Function<Item, T> reader;

  /**
   * A list of that table.
   *
   * @param kind of the records' ids
   * @param reader understands an item of the index
   */
  public Listing(DynamoDbClient dynamoDb, String table, Id.Kind kind, Function<Item, T> reader) {
    this.dynamoDb = dynamoDb;
    this.table = table;
    this.kind = kind;
    this.reader = reader;
  }

  /** An account's records of one state: what {@link #LISTED} says of each of them. */
  public static String partition(String account, String state) {
    return account + "#" + state;
  }

  /**
   * One page.
   *
   * @param limit from 1: more are not on the page
   * @param batch what a query reads, {@link #MAX_ITEMS} at most
   * @param means whether a record is meant; others are passed over
   */
  public Page<T> page(Span span, int limit, int batch, Predicate<T> means) {
    return page(sources(span, batch), span.before(), limit, means);
  }

  /** Where the records of a span come from: one source for each of its partitions. */
  public List<Source<T>> sources(Span span, int batch) {
    String since = span.since().map(at -> Id.first(kind, at).toString()).orElse(kind.prefix());
    // The letters of ids sort before it.
    String last = kind.prefix() + "~";
    int most = Math.min(batch, MAX_ITEMS);
    return span.partitions().stream()
        .<Source<T>>map(name -> new Partition<>(dynamoDb, table, reader, name, since, last, most))
        .toList();
  }

  /**
   * One page of what several sources have.
   *
   * @param sources in the order in which a record moves through them: so one that moves meanwhile
   *     is not missed
   * @param before where the page begins; empty for the newest
   * @param limit from 1: more are not on the page
   * @param means whether a record is meant; others are passed over
   */
  public static <T> Page<T> page(
      List<Source<T>> sources, Optional<Id> before, int limit, Predicate<T> means) {
    List<Strand<T>> strands = sources.stream().map(source -> new Strand<>(source, before)).toList();
    List<T> found = new ArrayList<>();
    Optional<Id> position = before;
    int queries = 0;
    while (found.size() < limit && more(strands)) {
      Optional<Strand<T>> hungry = strands.stream().filter(Strand::mustRead).findFirst();
      if (hungry.isEmpty()) {
        Source.Entry<T> next = newest(strands).take();
        // A record that moves on between two queries is seen in both of its states.
        boolean again = Optional.of(next.id()).equals(position);
        position = Optional.of(next.id());
        if (!again && means.test(next.value())) {
          found.add(next.value());
        }
      } else if (queries++ < MAX_QUERIES) {
        hungry.get().read();
      } else {
        break;
      }
    }
    return new Page<>(found, more(strands) ? position : Optional.empty());
  }

  private static <T> Strand<T> newest(List<Strand<T>> strands) {
    return strands.stream()
        .filter(Strand::hasHead)
        .max(Comparator.comparing(strand -> strand.head().id().toString()))
        .orElseThrow();
  }

  private static boolean more(List<? extends Strand<?>> strands) {
    return strands.stream().anyMatch(strand -> strand.mustRead() || strand.hasHead());
  }
}
