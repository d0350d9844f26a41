package dev.shutterhook.benchmark;

import dev.shutterhook.core.account.ApiKey;
import dev.shutterhook.core.account.ApiKeyStore;
import dev.shutterhook.core.account.KeyLimits;
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
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;

/** The submit function behind HTTP on emulators, with nobody who renders. */
final class Api implements AutoCloseable {
  /** Captures under way of one account; the template allows for a thousand. */
  private static final int SHARE = 500;

  private final LocalCloud cloud;
  private final HttpGateway gateway;
  private final HttpClient http = HttpClient.newHttpClient();
  private String key = "";
  private int left;

  Api() throws IOException {
    Path template = Path.of(System.getProperty("shutterhook.root", "."), "template.yaml");
    Map<String, String> quick = Map.of("RequestsPerSecond", "500");
    this.cloud = LocalCloud.start(template, quick, Storage.inMemory());
    this.gateway = gateway(cloud);
  }

  LocalCloud cloud() {
    return cloud;
  }

  /**
   * Posts JSON, and fails where it is not accepted. Nothing is ever rendered: for an account whose
   * share of captures under way is taken another one goes on.
   *
   * @param captures that this asks for
   */
  int post(String path, String json, int captures) throws IOException, InterruptedException {
    if (left < captures) {
      ApiKey fresh = ApiKey.random(new SecureRandom());
      new ApiKeyStore(cloud.dynamoDb(), cloud.tableName("AccountsTable"))
          .create(fresh, fresh.publicId(), Optional.empty(), KeyLimits.NONE, Instant.now());
      key = fresh.text();
      left = SHARE;
    }
    left -= captures;
    HttpRequest request =
        HttpRequest.newBuilder(gateway.address().resolve(path))
            .header("authorization", "Bearer " + key)
            .header("content-type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(json))
            .build();
    int status = http.send(request, BodyHandlers.ofString()).statusCode();
    if (status != 202) {
      throw new IOException("answered " + status);
    }
    return status;
  }

  /** The nanoseconds of one call and of another, so many times in turn. */
  static long[][] inTurn(int runs, Callable<?> one, Callable<?> other) throws Exception {
    long[][] nanos = new long[2][runs];
    for (int i = 0; i < runs; i++) {
      nanos[0][i] = time(one);
      nanos[1][i] = time(other);
    }
    return nanos;
  }

  private static long time(Callable<?> call) throws Exception {
    long began = System.nanoTime();
    call.call();
    return System.nanoTime() - began;
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

  @Override
  public void close() {
    http.close();
    gateway.close();
    cloud.close();
  }
}
