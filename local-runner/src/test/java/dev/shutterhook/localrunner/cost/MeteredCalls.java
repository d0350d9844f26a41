package dev.shutterhook.localrunner.cost;

import dev.shutterhook.core.table.Item;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.DoubleAdder;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.core.interceptor.SdkExecutionAttribute;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.dynamodb.model.ConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.ReturnConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageResponse;

/**
 * Counts what AWS would ask money for, of all clients that are given one. It counts nothing before
 * {@link #begin}.
 */
public final class MeteredCalls implements ExecutionInterceptor {
  public static final String WRITES = "DynamoDB write units";

  /**
   * Those of {@link #WRITES} that no receipt has, because only some captures cause them: that one
   * which takes long has begun, and how quick a receiver is.
   */
  public static final String BESIDE = WRITES + " in no receipt";

  public static final String READS = "DynamoDB read units";
  public static final String SQS = "SQS requests";

  /** Those of {@link #SQS} that send orders, or tell of begins. */
  public static final String SENT_TOGETHER = SQS + ", several messages";

  public static final String PUTS = "S3 PUT, LIST";
  public static final String GETS = "S3 GET, HEAD";
  public static final String STORED = "S3 bytes";

  private static final Map<String, DoubleAdder> COUNTED = new ConcurrentHashMap<>();
  private static volatile boolean counting;

  /** From now on. */
  public static void begin() {
    COUNTED.clear();
    counting = true;
  }

  /** What has been counted since. */
  public static Map<String, Double> end() {
    counting = false;
    Map<String, Double> sums = new TreeMap<>();
    COUNTED.forEach((what, sum) -> sums.put(what, sum.sum()));
    return sums;
  }

  private static void count(String what, double more) {
    COUNTED.computeIfAbsent(what, name -> new DoubleAdder()).add(more);
  }

  /** DynamoDB tells what a call consumed where it is asked to. */
  @Override
  public SdkRequest modifyRequest(Context.ModifyRequest context, ExecutionAttributes attributes) {
    if (counting) {
      for (SdkField<?> field : context.request().sdkFields()) {
        if (field.memberName().equals("ReturnConsumedCapacity")) {
          SdkRequest.Builder changed = context.request().toBuilder();
          field.set(changed, ReturnConsumedCapacity.INDEXES.toString());
          return changed.build();
        }
      }
    }
    return context.request();
  }

  @Override
  public void afterExecution(Context.AfterExecution context, ExecutionAttributes attributes) {
    if (!counting) {
      return;
    }
    String operation = attributes.getAttribute(SdkExecutionAttribute.OPERATION_NAME);
    switch (attributes.getAttribute(SdkExecutionAttribute.SERVICE_NAME)) {
      case "DynamoDb" -> capacity(operation, context.request(), context.response());
      // A poller's receipt of nothing is paid for, too, but not by captures.
      case "Sqs" -> {
        count(SQS, isIdle(context.response()) ? 0 : 1);
        count(SENT_TOGETHER, operation.equals("SendMessageBatch") ? 1 : 0);
      }
      case "S3" -> {
        object(operation);
        context
            .requestBody()
            .flatMap(RequestBody::optionalContentLength)
            .ifPresent(length -> count(STORED, length));
      }
      default -> {}
    }
  }

  /** A look at what is not there is paid for, too. */
  @Override
  public void onExecutionFailure(Context.FailedExecution context, ExecutionAttributes attributes) {
    if (counting && attributes.getAttribute(SdkExecutionAttribute.SERVICE_NAME).equals("S3")) {
      object(attributes.getAttribute(SdkExecutionAttribute.OPERATION_NAME));
    }
  }

  private static boolean isIdle(Object response) {
    return response instanceof ReceiveMessageResponse received && received.messages().isEmpty();
  }

  private static void capacity(String operation, SdkRequest request, SdkPojo response) {
    boolean reads =
        switch (operation) {
          case "GetItem", "BatchGetItem", "Query", "Scan", "TransactGetItems" -> true;
          default -> false;
        };
    for (SdkField<?> field : response.sdkFields()) {
      if (field.memberName().equals("ConsumedCapacity")) {
        Object value = field.getValueOrDefault(response);
        List<?> consumed = value instanceof List<?> several ? several : List.of(value);
        for (Object one : consumed) {
          ConsumedCapacity capacity = (ConsumedCapacity) one;
          units(reads ? READS : WRITES, capacity, alike(request, capacity.tableName()));
          if (isBegin(request) || isPace(request)) {
            count(BESIDE, capacity.capacityUnits());
          }
        }
      }
    }
  }

  /**
   * Writes of a transaction to a table. DynamoDB Local says of all of them what one takes; ours are
   * alike.
   */
  private static long alike(SdkRequest request, String table) {
    return request instanceof TransactWriteItemsRequest transaction
        ? transaction.transactItems().stream().filter(item -> isOf(item, table)).count()
        : 1;
  }

  private static boolean isOf(TransactWriteItem item, String table) {
    return item.put() == null
        ? table.equals(item.update().tableName())
        : table.equals(item.put().tableName());
  }

  private static boolean isBegin(SdkRequest request) {
    return request instanceof UpdateItemRequest update
        && update.updateExpression().contains(":rendering, started_at");
  }

  private static boolean isPace(SdkRequest request) {
    return request instanceof UpdateItemRequest update
        && Item.of(update.key()).text("id").startsWith("host#");
  }

  /** All of them, and those of the table and of each of its indexes, under their names. */
  private static void units(String what, ConsumedCapacity consumed, long times) {
    count(what, consumed.capacityUnits() * times);
    String table = what + ", " + consumed.tableName();
    if (consumed.table() != null) {
      count(table, consumed.table().capacityUnits() * times);
    }
    consumed
        .globalSecondaryIndexes()
        .forEach((index, units) -> count(table + "/" + index, units.capacityUnits() * times));
  }

  private static void object(String operation) {
    switch (operation) {
      case "PutObject", "CopyObject", "ListObjectsV2" -> count(PUTS, 1);
      case "GetObject", "HeadObject" -> count(GETS, 1);
      default -> {}
    }
  }
}
