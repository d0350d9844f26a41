package dev.shutterhook.benchmark;

import dev.shutterhook.core.account.ApiKey;
import dev.shutterhook.core.aws.AwsClients;
import dev.shutterhook.core.config.Environment;
import dev.shutterhook.core.log.EventLog;
import dev.shutterhook.localcloud.LocalCloud;
import dev.shutterhook.localcloud.Storage;
import dev.shutterhook.localcloud.template.FunctionResource;
import dev.shutterhook.localrunner.gateway.HttpGateway;
import dev.shutterhook.localrunner.gateway.Route;
import dev.shutterhook.localrunner.lambda.LambdaFunction;
import dev.shutterhook.submit.SubmitConfig;
import dev.shutterhook.submit.SubmitFunction;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
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
    String key = ApiKey.random(new SecureRandom()).text();
    Path template = Path.of(System.getProperty("shutterhook.root", "."), "template.yaml");
    Map<String, String> parameters =
        Map.of("BootstrapApiKeyHash", ApiKey.hash(key), "RequestsPerSecond", "500");
    try (LocalCloud cloud = LocalCloud.start(template, parameters, Storage.inMemory());
        HttpGateway gateway = gateway(cloud)) {
      HttpClient http = HttpClient.newHttpClient();
      Callable<Integer> submit = () -> post(http, gateway.address(), key);
      Callable<Integer> floor = () -> putAndSend(cloud);
      measure(WARM_UP, submit, floor);
      long[][] nanos = measure(RUNS, submit, floor);
      Percentiles bare = new Percentiles("one put and one send", nanos[1]);
      System.out.println(new Percentiles("POST /v1/captures", nanos[0]).beside(bare));
      System.out.println(bare.beside(bare));
    }
  }

  private static HttpGateway gateway(LocalCloud cloud) throws IOException {
    AwsClients clients =
        new AwsClients(cloud.dynamoDb(), cloud.sqs(), cloud.s3(), cloud.s3Presigner());
    FunctionResource resource = cloud.function("SubmitFunction");
    SubmitConfig config = Environment.read(SubmitConfig.class, resource.environment());
    EventLog silent =
        new EventLog(
            new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8),
            InstantSource.system());
    SubmitFunction submit =
        new SubmitFunction(config, clients, InstantSource.system(), new SecureRandom(), silent);
    LambdaFunction function = new LambdaFunction(resource, submit);
    List<Route> routes =
        resource.routes().stream().map(route -> new Route(route, function)).toList();
    return HttpGateway.start(0, routes, InstantSource.system());
  }

  private static int post(HttpClient http, URI api, String key)
      throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(api.resolve("/v1/captures"))
            .header("authorization", "Bearer " + key)
            .header("content-type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString("{\"url\":\"https://example.com/\"}"))
            .build();
    int status = http.send(request, BodyHandlers.ofString()).statusCode();
    if (status != 202) {
      throw new IOException("answered " + status);
    }
    return status;
  }

  private static int putAndSend(LocalCloud cloud) {
    String id = UUID.randomUUID().toString();
    cloud
        .dynamoDb()
        .putItem(
            put ->
                put.tableName(cloud.tableName("CapturesTable"))
                    .item(Map.of("id", AttributeValue.fromS(id))));
    cloud.sqs().sendMessage(send -> send.queueUrl(cloud.queueUrl("RenderQueue")).messageBody(id));
    return 0;
  }

  private static long[][] measure(int runs, Callable<Integer> one, Callable<Integer> other)
      throws Exception {
    long[][] nanos = new long[2][runs];
    for (int i = 0; i < runs; i++) {
      nanos[0][i] = time(one);
      nanos[1][i] = time(other);
    }
    return nanos;
  }

  private static long time(Callable<Integer> call) throws Exception {
    long began = System.nanoTime();
    call.call();
    return System.nanoTime() - began;
  }
}
