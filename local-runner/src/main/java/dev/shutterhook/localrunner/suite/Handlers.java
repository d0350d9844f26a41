package dev.shutterhook.localrunner.suite;

import com.amazonaws.services.lambda.runtime.RequestHandler;
import dev.shutterhook.core.aws.AwsClients;
import dev.shutterhook.core.aws.RenderClients;
import dev.shutterhook.core.config.Environment;
import dev.shutterhook.core.log.EventLog;
import dev.shutterhook.deliver.DeliverConfig;
import dev.shutterhook.deliver.DeliverFunction;
import dev.shutterhook.deliver.SettleConfig;
import dev.shutterhook.deliver.SettleFunction;
import dev.shutterhook.localcloud.template.FunctionResource;
import dev.shutterhook.monitor.CompareConfig;
import dev.shutterhook.monitor.CompareFunction;
import dev.shutterhook.render.RenderConfig;
import dev.shutterhook.render.RenderFunction;
import dev.shutterhook.submit.ReconcileFunction;
import dev.shutterhook.submit.ScheduledCaptureFunction;
import dev.shutterhook.submit.SubmitConfig;
import dev.shutterhook.submit.SubmitFunction;
import dev.shutterhook.submit.TickFunction;
import dev.shutterhook.submit.reconcile.ReconcileConfig;
import dev.shutterhook.submit.scheduled.ScheduledCaptureConfig;
import dev.shutterhook.submit.tick.TickConfig;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Map;
import java.util.function.Function;

/** Makes the handlers that the template names, of the environment that the template gives them. */
public final class Handlers {
  private final Function<String, AwsClients> clientsOf;
  private final InstantSource clock = InstantSource.system();
  private final EventLog log = EventLog.system();

  /** All with the same clients. */
  public Handlers(AwsClients clients) {
    this(_ -> clients);
  }

  /**
   * Each with clients of its own, as in Lambda.
   *
   * @param clientsOf those of a function, by its logical id
   */
  public Handlers(Function<String, AwsClients> clientsOf) {
    this.clientsOf = clientsOf;
  }

  /**
   * The handler of a function.
   *
   * @throws IllegalStateException where the template names a function or a class that is none of
   *     ours
   */
  public RequestHandler<?, ?> of(FunctionResource function) {
    Map<String, String> env = function.environment();
    AwsClients clients = clientsOf.apply(function.logicalId());
    RequestHandler<?, ?> handler =
        switch (function.logicalId()) {
          case "SubmitFunction" ->
              new SubmitFunction(
                  Environment.read(SubmitConfig.class, env),
                  clients,
                  clock,
                  new SecureRandom(),
                  log);
          case "ReconcileFunction" ->
              new ReconcileFunction(
                  Environment.read(ReconcileConfig.class, env), clients, clock, log);
          case "TickFunction" ->
              new TickFunction(Environment.read(TickConfig.class, env), clients, clock, log);
          case "ScheduledCaptureFunction" ->
              new ScheduledCaptureFunction(
                  Environment.read(ScheduledCaptureConfig.class, env), clients, clock, log);
          case "RenderFunction" ->
              new RenderFunction(
                  Environment.read(RenderConfig.class, env),
                  new RenderClients(clients.sqs(), clients.s3()));
          case "SettleFunction" ->
              new SettleFunction(Environment.read(SettleConfig.class, env), clients);
          case "DeliverFunction" ->
              new DeliverFunction(Environment.read(DeliverConfig.class, env), clients);
          case "CompareFunction" ->
              new CompareFunction(Environment.read(CompareConfig.class, env), clients);
          default ->
              throw new IllegalStateException(
                  "template.yaml names " + function.logicalId() + ", which the runner lacks");
        };
    if (!handler.getClass().getName().equals(function.handler())) {
      throw new IllegalStateException(
          "template.yaml gives %s the handler %s; it is %s"
              .formatted(function.logicalId(), function.handler(), handler.getClass().getName()));
    }
    return handler;
  }
}
