package dev.shutterhook.benchmark;

import dev.shutterhook.localcloud.LocalCloud;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * {@code POST /v1/captures} over HTTP, beside the bare cost of what it cannot do without: one put
 * and one send to the same emulators, in turn in the same run.
 */
public final class SubmitLatency {
  private static final int WARM_UP = 500;
  private static final int RUNS = 2_000;

  private SubmitLatency() {}

  /** Prints the table. */
  public static void main(String[] words) throws Exception {
    try (Api api = new Api()) {
      Callable<?> submit = () -> api.post("/v1/captures", "{\"url\":\"https://example.com/\"}", 1);
      Callable<?> floor = () -> putAndSend(api.cloud());
      Api.inTurn(WARM_UP, submit, floor);
      long[][] nanos = Api.inTurn(RUNS, submit, floor);
      Percentiles bare = new Percentiles("one put and one send", nanos[1]);
      System.out.println(new Percentiles("POST /v1/captures", nanos[0]).beside(bare));
      System.out.println(bare.beside(bare));
    }
  }

  private static String putAndSend(LocalCloud cloud) {
    String id = UUID.randomUUID().toString();
    cloud
        .dynamoDb()
        .putItem(
            put ->
                put.tableName(cloud.tableName("CapturesTable"))
                    .item(Map.of("id", AttributeValue.fromS(id))));
    cloud.sqs().sendMessage(send -> send.queueUrl(cloud.queueUrl("RenderQueue")).messageBody(id));
    return id;
  }
}
