package dev.shutterhook.localrunner.crash;

import dev.shutterhook.core.aws.AwsClients;
import dev.shutterhook.core.aws.ClientBounds;
import dev.shutterhook.core.json.Json;
import dev.shutterhook.localcloud.template.FunctionResource;
import dev.shutterhook.localcloud.template.QueueSource;
import dev.shutterhook.localrunner.gateway.HttpGateway;
import dev.shutterhook.localrunner.gateway.Route;
import dev.shutterhook.localrunner.lambda.LambdaFunction;
import dev.shutterhook.localrunner.pump.QueueMapping;
import dev.shutterhook.localrunner.pump.QueuePump;
import dev.shutterhook.localrunner.schedule.ScheduleTicker;
import dev.shutterhook.localrunner.schedule.ScheduledFunction;
import dev.shutterhook.localrunner.suite.Handlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;
import software.amazon.awssdk.services.sqs.SqsClient;

/**
 * The suite's functions but the renderer, in a process that ends at its {@link Trap}: {@code
 * ORDERS_FILE STEP MOMENT AFTER}. Tables and queues live elsewhere.
 */
final class Victim {
  private Victim() {}

  /**
   * What it is told.
   *
   * @param functions as the template and the emulators describe them
   * @param urls of queues, by logical id
   * @param arns of queues, by logical id
   */
  record Orders(
      List<FunctionResource> functions, Map<String, String> urls, Map<String, String> arns) {}

  public static void main(String[] words) throws Exception {
    Orders orders = Json.read(Files.readString(Path.of(words[0])), Orders.class);
    Trap trap = new Trap(words[1], Trap.Moment.valueOf(words[2]), Long.parseLong(words[3]));
    AwsClients clients = clients(trap);
    Handlers handlers = new Handlers(clients);
    List<Route> routes = new ArrayList<>();
    List<ScheduledFunction> schedules = new ArrayList<>();
    List<QueueMapping> mappings = new ArrayList<>();
    for (FunctionResource resource : orders.functions()) {
      LambdaFunction function = new LambdaFunction(resource, handlers.of(resource));
      resource.routes().forEach(route -> routes.add(new Route(route, function)));
      resource.schedules().forEach(s -> schedules.add(new ScheduledFunction(s, function)));
      for (QueueSource source : resource.queues()) {
        String url = orders.urls().getOrDefault(source.queue(), "");
        String arn = orders.arns().getOrDefault(source.queue(), "");
        mappings.add(new QueueMapping(url, arn, source, function));
      }
    }
    HttpGateway gateway = HttpGateway.start(0, routes, InstantSource.system());
    mappings.forEach(mapping -> QueuePump.start(clients.sqs(), mapping));
    ScheduleTicker.start(schedules, InstantSource.system());
    System.out.println("ready\t" + gateway.address());
    Thread.currentThread().join();
  }

  private static AwsClients clients(Trap trap) {
    ClientOverrideConfiguration trapped =
        ClientOverrideConfiguration.builder()
            .apiCallAttemptTimeout(ClientBounds.QUICK.attempt())
            .apiCallTimeout(ClientBounds.QUICK.call())
            .addExecutionInterceptor(trap)
            .build();
    return new AwsClients(
        DynamoDbClient.builder()
            .httpClientBuilder(UrlConnectionHttpClient.builder())
            .overrideConfiguration(trapped)
            .build(),
        SqsClient.builder()
            .httpClientBuilder(UrlConnectionHttpClient.builder())
            .overrideConfiguration(trapped)
            .build(),
        S3Client.builder()
            .httpClientBuilder(UrlConnectionHttpClient.builder())
            .forcePathStyle(true)
            .build(),
        S3Presigner.create());
  }
}
