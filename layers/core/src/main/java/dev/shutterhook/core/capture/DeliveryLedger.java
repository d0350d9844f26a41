package dev.shutterhook.core.capture;

import dev.shutterhook.core.table.Transaction;
import dev.shutterhook.core.webhook.Attempt;
import dev.shutterhook.core.webhook.Delivery;
import dev.shutterhook.core.webhook.DeliveryOutline;
import dev.shutterhook.core.webhook.DeliveryProgress;
import dev.shutterhook.core.webhook.DeliveryState;
import dev.shutterhook.core.webhook.DeliveryStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

/** Moves deliveries on, each step once, and counts on the capture what changes its state. */
public final class DeliveryLedger {
  /** DynamoDB takes 100 writes in a transaction; a step has two. */
  public static final int MAX_STEPS = 50;

  private final DynamoDbClient dynamoDb;
  private final DeliveryStore deliveries;
  private final CaptureStore captures;

  public DeliveryLedger(DynamoDbClient dynamoDb, DeliveryStore deliveries, CaptureStore captures) {
    this.dynamoDb = dynamoDb;
    this.deliveries = deliveries;
    this.captures = captures;
  }

  /** False where somebody else has noted an attempt of this number: then nothing is written. */
  public boolean note(Delivery before, Attempt attempt, DeliveryProgress after) {
    return write(before.outline(), after.state(), deliveries.attempted(before, attempt, after));
  }

  /** A step without an attempt. False where somebody else has moved the delivery on. */
  public boolean move(DeliveryOutline before, DeliveryProgress after) {
    return write(before, after.state(), List.of(deliveries.moving(before, after)));
  }

  /**
   * A step of one delivery.
   *
   * @param before how it is
   * @param after how it shall be, in another state
   */
  public record Step(DeliveryOutline before, DeliveryProgress after) {}

  /**
   * Steps of several deliveries, all or none, by one call. False where one of them was moved on by
   * somebody else, where a capture is gone, or where two tell of one capture, which a transaction
   * does not take: then they must go one by one.
   *
   * @param steps at most {@link #MAX_STEPS}
   */
  public boolean move(List<Step> steps) {
    if (steps.isEmpty() || steps.size() > MAX_STEPS) {
      throw new IllegalArgumentException("1 to " + MAX_STEPS + " steps");
    }
    if (steps.stream().map(step -> step.before().capture()).distinct().count() < steps.size()) {
      return false;
    }
    return committed(
        steps.stream()
            .flatMap(
                step ->
                    Stream.concat(
                        Stream.of(deliveries.moving(step.before(), step.after())),
                        counting(step).stream()))
            .toList());
  }

  private Optional<TransactWriteItem> counting(Step step) {
    return Optional.of(step.before())
        .filter(DeliveryOutline::counted)
        .map(
            before ->
                captures.deliveryMoved(
                    before.capture(), before.progress().state(), step.after().state()));
  }

  private boolean write(
      DeliveryOutline before, DeliveryState after, List<TransactWriteItem> moving) {
    if (after == before.progress().state() || !before.counted()) {
      return committed(moving);
    }
    List<TransactWriteItem> writes = new ArrayList<>(moving);
    writes.add(captures.deliveryMoved(before.capture(), before.progress().state(), after));
    return switch (Transaction.write(dynamoDb, writes)) {
      case Transaction.Committed() -> true;
      // The capture is gone, and with it the count; its webhook still moves on.
      case Transaction.Refused(var refused) when refused.equals(Set.of(moving.size())) ->
          committed(moving);
      case Transaction.Refused(var _) -> false;
    };
  }

  private boolean committed(List<TransactWriteItem> moving) {
    return Transaction.write(dynamoDb, moving) instanceof Transaction.Committed;
  }
}
