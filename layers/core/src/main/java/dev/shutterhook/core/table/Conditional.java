package dev.shutterhook.core.table;

import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.Put;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.Update;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/** One write that happens only where the record is as it should be. */
public final class Conditional {
  private Conditional() {}

  /** Updates an item. False where its condition does not hold; then nothing is written. */
  public static boolean update(DynamoDbClient dynamoDb, Update update) {
    UpdateItemRequest.Builder plain =
        UpdateItemRequest.builder()
            .tableName(update.tableName())
            .key(update.key())
            .updateExpression(update.updateExpression())
            .conditionExpression(update.conditionExpression());
    if (update.hasExpressionAttributeNames()) {
      plain.expressionAttributeNames(update.expressionAttributeNames());
    }
    if (update.hasExpressionAttributeValues()) {
      plain.expressionAttributeValues(update.expressionAttributeValues());
    }
    return holds(() -> dynamoDb.updateItem(plain.build()));
  }

  /** Puts an item. False where its condition does not hold; then nothing is written. */
  public static boolean put(DynamoDbClient dynamoDb, Put put) {
    PutItemRequest.Builder plain =
        PutItemRequest.builder()
            .tableName(put.tableName())
            .item(put.item())
            .conditionExpression(put.conditionExpression());
    if (put.hasExpressionAttributeNames()) {
      plain.expressionAttributeNames(put.expressionAttributeNames());
    }
    if (put.hasExpressionAttributeValues()) {
      plain.expressionAttributeValues(put.expressionAttributeValues());
    }
    return holds(() -> dynamoDb.putItem(plain.build()));
  }

  private static boolean holds(Runnable write) {
    try {
      write.run();
      return true;
    } catch (ConditionalCheckFailedException e) {
      return false;
    }
  }
}
