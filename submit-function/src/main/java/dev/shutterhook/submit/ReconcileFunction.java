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
import dev.shutterhook.submit.reconcile.ReconcileConfig;
import dev.shutterhook.submit.reconcile.Reconciliation;
import java.time.Duration;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/** Each minute: finds what fell between two steps and puts it back on its way. */
public final class ReconcileFunction implements RequestHandler<ScheduledEvent, Void> {
  /** A rehearsal finds nothing to do. */
  private static final Duration REHEARSAL = Duration.ofMinutes(1);

  private final Reconciliation reconciliation;

  /** For Lambda. */
  public ReconcileFunction() {
    this(Environment.read(ReconcileConfig.class, System.getenv()));
  }

  private ReconcileFunction(ReconcileConfig config) {
    this(config, AwsClients.fromEnvironment(), InstantSource.system(), EventLog.system());
    SnapStart.register(
        (aws, silent) ->
            new Reconciliation(config, aws, InstantSource.system(), Ids.secure(), silent)
                .run(() -> REHEARSAL));
  }

  /** For one machine and for tests. */
  public ReconcileFunction(
      ReconcileConfig config, AwsClients clients, InstantSource clock, EventLog log) {
    this.reconciliation =
        new Reconciliation(config, clients, clock, new Ids(clock, FreshRandom.shared()), log);
  }

  @Override
  public @Nullable Void handleRequest(ScheduledEvent event, Context context) {
    reconciliation.run(() -> Duration.ofMillis(context.getRemainingTimeInMillis()));
    return null;
  }
}
