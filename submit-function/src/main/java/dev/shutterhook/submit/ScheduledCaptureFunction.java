package dev.shutterhook.submit;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.shutterhook.core.aws.AwsClients;
import dev.shutterhook.core.config.Environment;
import dev.shutterhook.core.id.Ids;
import dev.shutterhook.core.json.Json;
import dev.shutterhook.core.log.EventLog;
import dev.shutterhook.core.random.FreshRandom;
import dev.shutterhook.core.snapstart.SnapStart;
import dev.shutterhook.submit.scheduled.ScheduledCapture;
import dev.shutterhook.submit.scheduled.ScheduledCaptureConfig;
import java.time.InstantSource;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Asks for the capture that a schedule's input describes. */
public final class ScheduledCaptureFunction implements RequestHandler<Map<String, Object>, Void> {
  private final ScheduledCapture scheduled;

  /** For Lambda. */
  public ScheduledCaptureFunction() {
    this(Environment.read(ScheduledCaptureConfig.class, System.getenv()));
  }

  private ScheduledCaptureFunction(ScheduledCaptureConfig config) {
    this(config, AwsClients.fromEnvironment(), InstantSource.system(), EventLog.system());
    SnapStart.register(
        (aws, silent) ->
            new ScheduledCapture(config, aws, InstantSource.system(), Ids.secure(), silent)
                .take(sample()));
  }

  /** For one machine and for tests. */
  public ScheduledCaptureFunction(
      ScheduledCaptureConfig config, AwsClients clients, InstantSource clock, EventLog log) {
    this.scheduled =
        new ScheduledCapture(config, clients, clock, new Ids(clock, FreshRandom.shared()), log);
  }

  private static ObjectNode sample() {
    return Json.mapper().createObjectNode().put("url", "https://example.com/");
  }

  @Override
  public @Nullable Void handleRequest(Map<String, Object> request, Context context) {
    scheduled.take(Json.mapper().convertValue(request, ObjectNode.class));
    return null;
  }
}
