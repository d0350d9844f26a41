package dev.shutterhook.localrunner.suite;

import com.amazonaws.services.lambda.runtime.RequestHandler;
import dev.shutterhook.core.aws.AwsClients;
import dev.shutterhook.localcloud.LocalCloud;
import dev.shutterhook.localcloud.template.FunctionResource;
import dev.shutterhook.localrunner.gateway.HttpGateway;
import dev.shutterhook.localrunner.gateway.Route;
import dev.shutterhook.localrunner.lambda.LambdaFunction;
import dev.shutterhook.localrunner.pump.QueueMapping;
import dev.shutterhook.localrunner.pump.QueuePump;
import dev.shutterhook.localrunner.schedule.ScheduleTicker;
import dev.shutterhook.localrunner.schedule.ScheduledFunction;
import java.io.IOException;
import java.net.URI;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;

/**
 * The suite on this machine: what template.yaml describes, around the handlers that it deploys.
 * Closing it ends everything that it started.
 */
public final class Suite implements AutoCloseable {
  private final LocalCloud cloud;
  private final AwsClients clients;
  private final HttpGateway gateway;
  private final List<RequestHandler<?, ?>> handlers = new ArrayList<>();
  private final List<QueuePump> pumps = new ArrayList<>();
  private final ScheduleTicker ticker;

  private Suite(
      LocalCloud cloud, SuiteOptions options, BiFunction<LocalCloud, String, AwsClients> clientsOf)
      throws IOException {
    this.cloud = cloud;
    this.clients = shared(cloud);
    Handlers make = new Handlers(function -> clientsOf.apply(cloud, function));
    List<Route> routes = new ArrayList<>();
    List<QueueMapping> mappings = new ArrayList<>();
    List<ScheduledFunction> schedules = new ArrayList<>();
    for (FunctionResource described : cloud.functions()) {
      FunctionResource resource = overridden(described, options.environment());
      RequestHandler<?, ?> handler = make.of(resource);
      handlers.add(handler);
      LambdaFunction function = new LambdaFunction(resource, handler);
      resource.routes().forEach(route -> routes.add(new Route(route, function)));
      resource.schedules().forEach(s -> schedules.add(new ScheduledFunction(s, function)));
      resource
          .queues()
          .forEach(
              source ->
                  mappings.add(
                      new QueueMapping(
                          cloud.queueUrl(source.queue()),
                          cloud.queueArn(source.queue()),
                          source,
                          function)));
    }
    this.gateway = HttpGateway.start(options.port(), routes, InstantSource.system());
    mappings.forEach(mapping -> pumps.add(QueuePump.start(cloud.sqs(), mapping)));
    this.ticker = ScheduleTicker.start(schedules, InstantSource.system());
  }

  /**
   * Starts everything; the functions share the cloud's clients.
   *
   * @throws IOException where the port is taken
   */
  public static Suite start(SuiteOptions options) throws IOException {
    return start(options, (cloud, _) -> shared(cloud));
  }

  /**
   * Starts everything.
   *
   * @param clientsOf what a function speaks to the cloud with, by its logical id
   * @throws IOException where the port is taken
   */
  public static Suite start(
      SuiteOptions options, BiFunction<LocalCloud, String, AwsClients> clientsOf)
      throws IOException {
    LocalCloud cloud =
        LocalCloud.start(options.template(), options.parameters(), options.backing());
    try {
      return new Suite(cloud, options, clientsOf);
    } catch (IOException | RuntimeException e) {
      cloud.close();
      throw e;
    }
  }

  public URI address() {
    return gateway.address();
  }

  public LocalCloud cloud() {
    return cloud;
  }

  public AwsClients clients() {
    return clients;
  }

  /** Takes no more work, lets what runs end within seconds, and ends browser and emulators. */
  @Override
  public void close() {
    ticker.close();
    gateway.close();
    Closing.atOnce(pumps);
    Closing.atOnce(
        handlers.stream()
            .filter(AutoCloseable.class::isInstance)
            .map(AutoCloseable.class::cast)
            .toList());
    cloud.close();
  }

  private static AwsClients shared(LocalCloud cloud) {
    return new AwsClients(cloud.dynamoDb(), cloud.sqs(), cloud.s3(), cloud.s3Presigner());
  }

  private static FunctionResource overridden(
      FunctionResource function, Map<String, String> environment) {
    Map<String, String> variables = new HashMap<>(function.environment());
    String prefix = function.logicalId() + ".";
    environment.forEach(
        (name, value) -> {
          if (name.startsWith(prefix)) {
            variables.replace(name.substring(prefix.length()), value);
          }
        });
    return new FunctionResource(
        function.logicalId(),
        function.handler(),
        function.timeout(),
        function.memoryMb(),
        variables,
        function.routes(),
        function.queues(),
        function.schedules());
  }
}
