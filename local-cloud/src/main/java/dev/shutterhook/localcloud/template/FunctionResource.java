package dev.shutterhook.localcloud.template;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * An {@code AWS::Serverless::Function}: what the template says of it, globals merged in.
 *
 * @param logicalId the resource's name in the template
 * @param handler the handler's class name, without the method
 * @param timeout how long one invocation may take
 * @param memoryMb memory in MiB
 * @param environment variables, intrinsics resolved to the values of the running emulators
 * @param routes the HTTP API's routes that lead here
 * @param queues the queues that feed it
 * @param schedules the schedules that start it
 */
public record FunctionResource(
    String logicalId,
    String handler,
    Duration timeout,
    int memoryMb,
    Map<String, String> environment,
    List<HttpRoute> routes,
    List<QueueSource> queues,
    List<ScheduleSource> schedules) {

  public FunctionResource {
    environment = Map.copyOf(environment);
    routes = List.copyOf(routes);
    queues = List.copyOf(queues);
    schedules = List.copyOf(schedules);
  }
}
