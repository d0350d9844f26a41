package dev.shutterhook.deliver;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import dev.shutterhook.core.account.AccountStore;
import dev.shutterhook.core.aws.AwsClients;
import dev.shutterhook.core.capture.CaptureStore;
import dev.shutterhook.core.config.Environment;
import dev.shutterhook.core.egress.EgressGuard;
import dev.shutterhook.core.egress.EgressLimits;
import dev.shutterhook.core.log.EventLog;
import dev.shutterhook.core.queue.Batch;
import dev.shutterhook.core.queue.WorkQueue;
import dev.shutterhook.core.webhook.DeliveryStore;
import dev.shutterhook.core.webhook.RetrySchedule;
import dev.shutterhook.deliver.attempt.AttemptRecord;
import dev.shutterhook.deliver.attempt.Attempts;
import dev.shutterhook.deliver.attempt.Courier;
import dev.shutterhook.deliver.attempt.SigningSecrets;
import dev.shutterhook.deliver.attempt.WebhookSender;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.random.RandomGenerator;

/** Posts webhooks and decides what an answer means. Closing it ends the egress guard. */
public final class DeliverFunction
    implements RequestHandler<SQSEvent, SQSBatchResponse>, AutoCloseable {
  private final Batch batch;
  private final EgressGuard guard;
  private final Courier courier;

  /** For the runtime. */
  public DeliverFunction() {
    this(Environment.read(DeliverConfig.class, System.getenv()), AwsClients.fromEnvironment());
  }

  public DeliverFunction(DeliverConfig config, AwsClients aws) {
    this(config, aws, InstantSource.system(), new SecureRandom());
  }

  public DeliverFunction(
      DeliverConfig config, AwsClients aws, InstantSource clock, RandomGenerator random) {
    EventLog log = new EventLog(System.out, clock);
    this.batch = new Batch(log);
    this.guard =
        new EgressGuard(
            config.egressPolicy(),
            EgressLimits.DEFAULTS,
            refusal ->
                log.problem("egress.refused")
                    .with("delivery", refusal.label())
                    .with("reason", refusal.reason())
                    .write());
    DeliveryStore deliveries = new DeliveryStore(aws.dynamoDb(), config.deliveriesTable());
    CaptureStore captures = new CaptureStore(aws.dynamoDb(), config.capturesTable());
    AccountStore accounts = new AccountStore(aws.dynamoDb(), config.accountsTable(), random);
    RetrySchedule schedule = new RetrySchedule(config.retrySchedule(), random);
    Attempts attempts =
        new Attempts(
            new SigningSecrets(accounts, clock),
            new WebhookSender(guard, WebhookSender.TIMEOUT),
            new AttemptRecord(aws.dynamoDb(), deliveries, captures),
            schedule,
            clock,
            log);
    this.courier =
        new Courier(
            deliveries,
            attempts,
            schedule,
            new WorkQueue(aws.sqs(), config.deliverQueueUrl()),
            new WorkQueue(aws.sqs(), config.deliverDeadLettersUrl()),
            clock,
            log);
  }

  @Override
  public SQSBatchResponse handleRequest(SQSEvent event, Context context) {
    return batch.each(event, courier::carry);
  }

  @Override
  public void close() {
    guard.close();
  }
}
