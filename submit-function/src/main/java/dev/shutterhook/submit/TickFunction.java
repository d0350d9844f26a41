package dev.shutterhook.submit;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.ScheduledEvent;
import dev.shutterhook.core.aws.AwsClients;
import dev.shutterhook.core.config.Environment;
import dev.shutterhook.core.id.Ids;
import dev.shutterhook.core.log.EventLog;
import dev.shutterhook.submit.tick.Tick;
import dev.shutterhook.submit.tick.TickConfig;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/** Each minute: starts the runs of monitors that are due. */
public final class TickFunction implements RequestHandler<ScheduledEvent, Void> {
  private final Tick tick;

  /** For Lambda. */
  public TickFunction() {
    this(
        Environment.read(TickConfig.class, System.getenv()),
        AwsClients.fromEnvironment(),
        InstantSource.system(),
        EventLog.system());
  }

  /** For one machine and for tests. */
  public TickFunction(TickConfig config, AwsClients clients, InstantSource clock, EventLog log) {
    this.tick = new Tick(config, clients, clock, new Ids(clock, new SecureRandom()), log);
  }

  @Override
  public @Nullable Void handleRequest(ScheduledEvent event, Context context) {
    tick.run(() -> Duration.ofMillis(context.getRemainingTimeInMillis()));
    return null;
  }
}
