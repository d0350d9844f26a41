package dev.shutterhook.submit;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.ScheduledEvent;
import dev.shutterhook.core.aws.AwsClients;
import dev.shutterhook.core.config.Environment;
import dev.shutterhook.core.id.Ids;
import dev.shutterhook.core.log.EventLog;
import dev.shutterhook.core.random.FreshRandom;
import dev.shutterhook.core.snapstart.SnapStart;
import dev.shutterhook.submit.tick.Tick;
import dev.shutterhook.submit.tick.TickConfig;
import java.time.Duration;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/** Each minute: starts the runs of monitors that are due. */
public final class TickFunction implements RequestHandler<ScheduledEvent, Void> {
  /** A rehearsal finds nothing to do. */
  private static final Duration REHEARSAL = Duration.ofMinutes(1);

  private final Tick tick;

  /** For Lambda. */
  public TickFunction() {
    this(Environment.read(TickConfig.class, System.getenv()));
  }

  private TickFunction(TickConfig config) {
    this(config, AwsClients.fromEnvironment(), InstantSource.system(), EventLog.system());
    SnapStart.register(
        (aws, silent) ->
            new Tick(config, aws, InstantSource.system(), Ids.secure(), silent)
                .run(() -> REHEARSAL));
  }

  /** For one machine and for tests. */
  public TickFunction(TickConfig config, AwsClients clients, InstantSource clock, EventLog log) {
    this.tick = new Tick(config, clients, clock, new Ids(clock, FreshRandom.shared()), log);
  }

  @Override
  public @Nullable Void handleRequest(ScheduledEvent event, Context context) {
    tick.run(() -> Duration.ofMillis(context.getRemainingTimeInMillis()));
    return null;
  }
}
