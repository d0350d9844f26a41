package dev.shutterhook.core.capture;

import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromN;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromS;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromSs;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.shutterhook.core.cost.BilledShare;
import dev.shutterhook.core.cost.CostReceipt;
import dev.shutterhook.core.cost.Group;
import dev.shutterhook.core.cost.Prices;
import dev.shutterhook.core.cost.Spending;
import dev.shutterhook.core.id.Id;
import dev.shutterhook.core.json.Json;
import dev.shutterhook.core.listing.Listing;
import dev.shutterhook.core.options.CaptureOptions;
import dev.shutterhook.core.render.Artifact;
import dev.shutterhook.core.render.Failure;
import dev.shutterhook.core.render.PageFacts;
import dev.shutterhook.core.render.Timings;
import dev.shutterhook.core.render.Verdict;
import dev.shutterhook.core.seal.SealedIdentity;
import dev.shutterhook.core.table.Item;
import dev.shutterhook.core.table.ItemSize;
import dev.shutterhook.core.trace.Trace;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.Update;

/** A capture as an item: what conditions ask for is an attribute, the rest is JSON. */
final class CaptureItem {
  /** Newer readers tell by it how an item was written. */
  static final int SCHEMA = 1;

  /** What code from before deliveries were counted by themselves counts in. */
  private static final String PENDING = "deliveries_pending";

  private static final String END_EXPRESSION =
      "SET #status = :status, listed = :listed, completed_at = :completed, #result = :result, "
          + PENDING
          + " = :pending"
          + " REMOVE attention, attention_at, in_flight, sealed_identity";

  /** The ids of the deliveries that tell of it. */
  private static final String TOLD = "delivery_ids";

  /** What it has had of the invocation that took it in. */
  static final String ASKED = "asked";

  /** With which captures it came in, and what is paid once for all of them. */
  static final String GROUP = "came_with";

  /** What was spent on it until it ended. */
  static final String SPENT = "spent";

  /** What it has from its end on, or shortly before. */
  private static final List<String> AT_ITS_END =
      List.of(SPENT, TOLD, "result", "started_at", "completed_at");

  /** Whose it is, for as long as it has not ended: the key of {@link InFlight}'s index. */
  static final String IN_FLIGHT = "in_flight";

  /** When its order was sent, in milliseconds; absent where none may lie in the queue. */
  static final String ORDERED_AT = "ordered_at";

  private CaptureItem() {}

  /** What came of it: read whole or not at all. */
  record Result(
      List<Artifact> artifacts,
      @Nullable PageFacts page,
      @Nullable Verdict verdict,
      @Nullable Timings timings,
      @Nullable Failure failure) {
    static final Result NONE = new Result(List.of(), null, null, null, null);

    static Result of(Capture capture) {
      return new Result(
          capture.artifacts(),
          capture.page(),
          capture.verdict(),
          capture.timings(),
          capture.failure());
    }
  }

  static Item write(Capture capture) {
    return Item.empty()
        .put("id", capture.id())
        .put("schema", SCHEMA)
        .put("account", capture.account())
        .put(IN_FLIGHT, capture.status().terminal() ? null : capture.account())
        .put("token", capture.token())
        .put("status", capture.status().code())
        .put(
            Listing.LISTED,
            capture.status().terminal() ? listed(capture.account(), capture.status()) : null)
        .putJson("options", capture.options())
        .put("sealed_identity", capture.identity() == null ? null : capture.identity().text())
        .putJson("callback", capture.callback())
        .putJson("metadata", capture.metadata())
        .put("created_at", capture.createdAt())
        .put("dialect", capture.origin().dialect())
        .put("api", capture.origin().api())
        .put("batch", capture.origin().batch())
        .put("run", capture.origin().run())
        .put("traceparent", capture.trace())
        .put("cache_key", capture.origin().cache().key())
        .put("cached", capture.origin().cache().hit() ? 1 : null)
        .put("started_at", capture.startedAt())
        .put("completed_at", capture.completedAt());
  }

  /** As {@link #ending} would leave it. */
  static Item writeEnded(Capture ended) {
    return write(ended)
        .putJson("result", Result.of(ended))
        .put(PENDING, ended.told().size())
        .putTexts(TOLD, ended.told());
  }

  static Capture read(Item item) {
    item.upTo(SCHEMA);
    Result result = item.json("result", Result.class);
    Result end = result == null ? Result.NONE : result;
    return new Capture(
        Id.of(item.text("id")),
        item.text("account"),
        item.text("token"),
        CaptureStatus.valueOf(item.text("status").toUpperCase(Locale.ROOT)),
        Json.read(item.text("options"), CaptureOptions.class),
        item.find("sealed_identity").map(SealedIdentity::of).orElse(null),
        item.json("callback", Callback.class),
        (ObjectNode) Json.tree(item.text("metadata")),
        Instant.parse(item.text("created_at")),
        item.instant("started_at"),
        item.instant("completed_at"),
        end.artifacts(),
        end.page(),
        end.verdict(),
        end.timings(),
        end.failure(),
        told(item),
        new Origin(
            item.find("dialect").orElse(Origin.NATIVE),
            item.find("api").map(URI::create).orElse(null),
            item.find("batch").map(Id::of).orElse(null),
            item.find("traceparent").flatMap(Trace::parse).orElse(null),
            new CacheUse(item.find("cache_key").orElse(null), item.number("cached") > 0),
            item.find("run").map(Id::of).orElse(null)));
  }

  /** Their ids sort by time. */
  private static List<Id> told(Item item) {
    return item.texts(TOLD).stream().sorted(Comparator.reverseOrder()).map(Id::of).toList();
  }

  /**
   * The write that ends a capture.
   *
   * @param from what it may have been until then
   */
  static TransactWriteItem ending(
      Update.Builder update, Capture ended, List<CaptureStatus> from, Spending spent) {
    Map<String, AttributeValue> values = new HashMap<>(endValues(ended));
    from.forEach(status -> values.put(":" + status.code(), fromS(status.code())));
    String condition =
        from.stream()
            .map(status -> ":" + status.code())
            .collect(Collectors.joining(", ", "#status IN (", ")"));
    String expression = END_EXPRESSION;
    if (!spent.equals(Spending.UNKNOWN)) {
      values.put(":spent", fromS(Json.write(spent)));
      expression = expression.replaceFirst("SET ", "SET " + SPENT + " = :spent, ");
    }
    if (ended.startedAt() != null) {
      values.put(":started", fromS(ended.startedAt().toString()));
      expression = expression.replaceFirst("SET ", "SET started_at = :started, ");
    }
    if (!ended.told().isEmpty()) {
      values.put(":told", fromSs(ended.told().stream().map(Id::toString).toList()));
      expression += " ADD " + TOLD + " :told";
    }
    return TransactWriteItem.builder()
        .update(
            update
                .updateExpression(expression)
                .conditionExpression(condition)
                .expressionAttributeNames(Map.of("#status", "status", "#result", "result"))
                .expressionAttributeValues(values)
                .build())
        .build();
  }

  /** What it cost; empty where nothing is known of what was spent on it. */
  static Optional<CostReceipt> receipt(Item item) {
    Spending spent = item.json(SPENT, Spending.class);
    if (spent == null || spent.settle() == null) {
      return Optional.empty();
    }
    Capture capture = read(item);
    Map<String, AttributeValue> before = new HashMap<>(item.attributes());
    before.keySet().removeAll(AT_ITS_END);
    int ordered = ItemSize.of(Item.of(before));
    before.remove(ASKED);
    Duration kept =
        Duration.between(capture.createdAt(), Instant.ofEpochSecond(item.number("expires_at")));
    return Optional.of(
        CaptureBill.of(
            new CaptureBill.Asked(
                item.json(ASKED, BilledShare.class), item.json(GROUP, Group.class)),
            spent,
            new CaptureBill.Kept(
                ItemSize.of(Item.of(before)),
                ordered,
                ItemSize.of(item),
                kept.toSeconds() / (double) Duration.ofDays(1).toSeconds()),
            capture.artifacts(),
            Prices.KNOWN));
  }

  /** Where the index that lists captures has it, from its end on: until then it is in flight. */
  static String listed(String account, CaptureStatus status) {
    return Listing.partition(account, status.code());
  }

  private static Map<String, AttributeValue> endValues(Capture ended) {
    return Map.of(
        ":status", fromS(ended.status().code()),
        ":listed", fromS(listed(ended.account(), ended.status())),
        ":completed", fromS(Objects.requireNonNull(ended.completedAt()).toString()),
        ":result", fromS(Json.write(Result.of(ended))),
        ":pending", fromN(Integer.toString(ended.told().size())));
  }
}
