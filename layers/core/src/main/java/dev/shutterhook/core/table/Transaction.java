package dev.shutterhook.core.table;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/** Writes that happen all or not at all. */
public final class Transaction {
  /** Another transaction on the same items is over in milliseconds; after that it is a fault. */
  public static final int MAX_TRIES = 3;

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
   * Writes all or nothing.
   *
   * @throws TransactionCanceledException where it was cancelled for another reason than a condition
   */
  public static Result write(DynamoDbClient dynamoDb, List<TransactWriteItem> writes) {
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

  private static Set<Integer> refused(List<CancellationReason> reasons) {
    return IntStream.range(0, reasons.size())
        .filter(i -> CONDITION.equals(reasons.get(i).code()))
        .boxed()
        .collect(Collectors.toUnmodifiableSet());
  }
}
