package dev.shutterhook.core.table;

import dev.shutterhook.core.bulk.Parts;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.Put;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/** Writes that happen all or not at all. */
public final class Transaction {
  /** Another transaction on the same items is over in milliseconds; after that it is a fault. */
  public static final int MAX_TRIES = 3;

  /** DynamoDB takes 100 writes in a transaction; fewer of them meet fewer others. */
  public static final int MAX_WRITES = 50;

  /** It takes 4 MiB; names and numbers are not weighed. */
  public static final int MAX_BYTES = 3 * 1024 * 1024;

  private static final Parts CALL = new Parts(MAX_WRITES, MAX_BYTES);

  private static final String CONDITION = "ConditionalCheckFailed";

  private Transaction() {}

  /** What came of the writes. */
  public sealed interface Result {}

  /** They are all in the table. */
  public record Committed() implements Result {}

  /**
   * None is in the table.
   *
   * @param writes the positions of those whose condition did not hold
   */
  public record Refused(Set<Integer> writes) implements Result {
    public Refused {
      writes = Set.copyOf(writes);
    }
  }

  /**
   * Writes all or nothing. One alone needs no transaction, which would cost twice as much.
   *
   * @throws TransactionCanceledException where it was cancelled for another reason than a condition
   */
  public static Result write(DynamoDbClient dynamoDb, List<TransactWriteItem> writes) {
    return writes.size() == 1 ? alone(dynamoDb, writes.getFirst()) : together(dynamoDb, writes);
  }

  private static Result together(DynamoDbClient dynamoDb, List<TransactWriteItem> writes) {
    for (int attempt = 1; ; attempt++) {
      try {
        dynamoDb.transactWriteItems(request -> request.transactItems(writes));
        return new Committed();
      } catch (TransactionCanceledException e) {
        Set<Integer> refused = refused(e.cancellationReasons());
        if (!refused.isEmpty()) {
          return new Refused(refused);
        }
        if (attempt == MAX_TRIES) {
          throw e;
        }
      }
    }
  }

  /**
   * Writes each for itself, with as few calls as will do: one whose condition does not hold is left
   * out, and keeps no other back.
   *
   * @return the positions of those that were left out
   * @throws TransactionCanceledException where one was cancelled for another reason than a
   *     condition; then others may be written or not
   */
  public static Set<Integer> each(DynamoDbClient dynamoDb, List<TransactWriteItem> writes) {
    Set<Integer> refused = new TreeSet<>();
    List<Integer> positions = IntStream.range(0, writes.size()).boxed().toList();
    for (List<Integer> part : CALL.of(positions, i -> bytes(writes.get(i)))) {
      List<Integer> left = part;
      // Each round leaves out one at least.
      while (!left.isEmpty()
          && write(dynamoDb, left.stream().map(writes::get).toList())
              instanceof Refused(var places)) {
        places.stream().map(left::get).forEach(refused::add);
        left = left.stream().filter(i -> !refused.contains(i)).toList();
      }
    }
    return refused;
  }

  private static Result alone(DynamoDbClient dynamoDb, TransactWriteItem write) {
    Put put = write.put();
    boolean written =
        put == null ? Conditional.update(dynamoDb, write.update()) : Conditional.put(dynamoDb, put);
    return written ? new Committed() : new Refused(Set.of(0));
  }

  private static long bytes(TransactWriteItem write) {
    return Stream.ofNullable(write.put())
        .flatMap(put -> put.item().values().stream())
        .map(AttributeValue::s)
        .filter(Objects::nonNull)
        .mapToLong(text -> text.getBytes(StandardCharsets.UTF_8).length)
        .sum();
  }

  private static Set<Integer> refused(List<CancellationReason> reasons) {
    return IntStream.range(0, reasons.size())
        .filter(i -> CONDITION.equals(reasons.get(i).code()))
        .boxed()
        .collect(Collectors.toUnmodifiableSet());
  }
}
