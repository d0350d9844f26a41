package dev.shutterhook.benchmark;

import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.core.interceptor.SdkExecutionAttribute;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequest;

/** Counts what is called of tables and queues, and the items that each call was about. */
final class ItemCalls implements ExecutionInterceptor {
  private final Map<String, Sums> sums = new ConcurrentHashMap<>();

  private record Sums(LongAdder calls, LongAdder items) {}

  @Override
  public void afterExecution(Context.AfterExecution context, ExecutionAttributes attributes) {
    String operation = attributes.getAttribute(SdkExecutionAttribute.OPERATION_NAME);
    Sums own = sums.computeIfAbsent(operation, name -> new Sums(new LongAdder(), new LongAdder()));
    own.calls().increment();
    own.items().add(items(context));
  }

  /** What a query reads it answers; one that counts reads as much. */
  private static long items(Context.AfterExecution context) {
    if (context.response() instanceof QueryResponse query) {
      return query.count();
    }
    return switch (context.request()) {
      case BatchGetItemRequest get ->
          get.requestItems().values().stream()
              .map(KeysAndAttributes::keys)
              .mapToLong(k -> k.size())
              .sum();
      case TransactWriteItemsRequest write -> write.transactItems().size();
      case SendMessageBatchRequest send -> send.entries().size();
      default -> 1;
    };
  }

  void forget() {
    sums.clear();
  }

  /** A line for each operation, for each of so many. */
  void print(int each) {
    new TreeMap<>(sums)
        .forEach(
            (operation, own) ->
                System.out.printf(
                    Locale.ROOT,
                    "%-20s %6d calls, %6.3f for each; %7.3f items for each%n",
                    operation,
                    own.calls().sum(),
                    own.calls().sum() / (double) each,
                    own.items().sum() / (double) each));
  }
}
