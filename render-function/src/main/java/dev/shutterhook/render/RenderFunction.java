package dev.shutterhook.render;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import dev.shutterhook.core.aws.RenderClients;
import dev.shutterhook.core.config.Environment;
import dev.shutterhook.core.cost.Invocation;
import dev.shutterhook.core.log.EventLog;
import dev.shutterhook.render.devtools.Deadline;
import java.time.Duration;

/** Orders in from the render queue, pictures to the bucket, reports to the outcome queue. */
public final class RenderFunction
    implements RequestHandler<SQSEvent, SQSBatchResponse>, AutoCloseable {
  private final Darkroom darkroom;

  /** For the Lambda runtime. The browser starts while the runtime is still being set up. */
  public RenderFunction() {
    this(Environment.read(RenderConfig.class, System.getenv()), RenderClients.fromEnvironment());
    darkroom.warmUp();
  }

  public RenderFunction(RenderConfig config, RenderClients aws) {
    this.darkroom = new Darkroom(config, aws, EventLog.system());
  }

  @Override
  public SQSBatchResponse handleRequest(SQSEvent event, Context context) {
    Invocation invocation = Invocation.begin(context);
    Deadline end = Deadline.in(Duration.ofMillis(context.getRemainingTimeInMillis()));
    return darkroom.develop(event, end, invocation);
  }

  /** Ends the browser and the guard. */
  @Override
  public void close() {
    darkroom.close();
  }
}
