package dev.shutterhook.deliver;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import dev.shutterhook.core.aws.AwsClients;
import dev.shutterhook.core.config.Environment;
import dev.shutterhook.core.log.EventLog;
import dev.shutterhook.core.queue.Batch;
import dev.shutterhook.core.random.FreshRandom;
import dev.shutterhook.core.snapstart.SnapStart;
import java.time.InstantSource;
import java.util.random.RandomGenerator;

/** Posts webhooks and decides what an answer means. Closing it ends the egress guard. */
public final class DeliverFunction
    implements RequestHandler<SQSEvent, SQSBatchResponse>, AutoCloseable {
  private final Batch batch;
  private final PostOffice office;

  /** For the runtime. */
  public DeliverFunction() {
    this(Environment.read(DeliverConfig.class, System.getenv()));
  }

  private DeliverFunction(DeliverConfig config) {
    this(config, AwsClients.fromEnvironment());
    SnapStart.register((aws, silent) -> new RehearsedDelivery(config, aws, silent).play());
  }

  public DeliverFunction(DeliverConfig config, AwsClients aws) {
    this(config, aws, InstantSource.system(), FreshRandom.shared());
  }

  public DeliverFunction(
      DeliverConfig config, AwsClients aws, InstantSource clock, RandomGenerator random) {
    EventLog log = new EventLog(System.out, clock).measuring(config.metricsNamespace());
    this.batch = new Batch(log);
    this.office = new PostOffice(config, aws, clock, random, log);
  }

  @Override
  public SQSBatchResponse handleRequest(SQSEvent event, Context context) {
    return batch.each(event, office::carry);
  }

  @Override
  public void close() {
    office.close();
  }
}
