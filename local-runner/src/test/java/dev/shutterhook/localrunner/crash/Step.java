package dev.shutterhook.localrunner.crash;

import java.util.stream.Collectors;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityRequest;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchRequest;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageRequest;
import software.amazon.awssdk.services.sqs.model.SendMessageRequest;

/** A step of the suite, by the call that it makes and the table or queue that the call is about. */
final class Step {
  /** What the step is called by that stores a webhook before what it tells of. */
  private static final String PREPARES = " to prepare";

  /** What the step is called by that ends a capture, and names its webhook. */
  private static final String COMMITS = " to commit";

  private Step() {}

  /** Whether it is one of the two that must both happen, or in the end neither. */
  static boolean decides(String step) {
    return step.endsWith(PREPARES) || step.endsWith(COMMITS);
  }

  /** What a call is called, such as {@code SendMessage DeliverQueue}. */
  static String of(SdkRequest request) {
    return switch (request) {
      case GetItemRequest get -> "GetItem " + get.tableName();
      case QueryRequest query -> "Query " + query.tableName();
      case PutItemRequest put -> "PutItem " + put.tableName() + (prepares(put) ? PREPARES : "");
      case UpdateItemRequest update ->
          "UpdateItem " + update.tableName() + (commits(update) ? COMMITS : "");
      case DeleteItemRequest delete -> "DeleteItem " + delete.tableName();
      case TransactWriteItemsRequest writes ->
          writes.transactItems().stream()
              .map(Step::of)
              .collect(Collectors.joining(" ", "TransactWriteItems ", ""));
      case SendMessageRequest send -> "SendMessage " + queue(send.queueUrl());
      case ReceiveMessageRequest receive -> "ReceiveMessage " + queue(receive.queueUrl());
      case DeleteMessageBatchRequest delete -> "DeleteMessageBatch " + queue(delete.queueUrl());
      case ChangeMessageVisibilityRequest change ->
          "ChangeMessageVisibility " + queue(change.queueUrl());
      default -> request.getClass().getSimpleName();
    };
  }

  private static boolean prepares(PutItemRequest put) {
    return put.item().containsKey("prepared");
  }

  private static boolean commits(UpdateItemRequest update) {
    return update.updateExpression().contains("completed_at = ");
  }

  private static String of(TransactWriteItem write) {
    if (write.put() != null) {
      return "put:" + write.put().tableName();
    }
    return write.update() == null ? "other" : "update:" + write.update().tableName();
  }

  private static String queue(String url) {
    return url.substring(url.lastIndexOf('/') + 1);
  }
}
