package dev.shutterhook.deliver;

import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import dev.shutterhook.core.account.WebhookSecretStore;
import dev.shutterhook.core.aws.AwsClients;
import dev.shutterhook.core.capture.PictureStore;
import dev.shutterhook.core.egress.EgressGuard;
import dev.shutterhook.core.egress.EgressLimits;
import dev.shutterhook.core.log.EventLog;
import dev.shutterhook.core.queue.Batch.Handled;
import dev.shutterhook.core.queue.WorkQueue;
import dev.shutterhook.core.replay.Replays;
import dev.shutterhook.core.webhook.DeliveryList;
import dev.shutterhook.core.webhook.DeliveryStore;
import dev.shutterhook.core.webhook.EndpointStore;
import dev.shutterhook.core.webhook.Endpoints;
import dev.shutterhook.core.webhook.RetrySchedule;
import dev.shutterhook.deliver.attempt.Attempts;
import dev.shutterhook.deliver.attempt.Courier;
import dev.shutterhook.deliver.attempt.EndpointClosure;
import dev.shutterhook.deliver.attempt.EndpointGate;
import dev.shutterhook.deliver.attempt.Loader;
import dev.shutterhook.deliver.attempt.SigningSecrets;
import dev.shutterhook.deliver.attempt.TicketQueues;
import dev.shutterhook.deliver.attempt.WebhookSender;
import dev.shutterhook.deliver.pace.Pace;
import java.time.InstantSource;
import java.util.random.RandomGenerator;

/** The courier with all that he needs, made of settings and clients. Safe for threads. */
final class PostOffice implements AutoCloseable {
  private final EgressGuard guard;
  private final Courier courier;

  PostOffice(
      DeliverConfig config,
      AwsClients aws,
      InstantSource clock,
      RandomGenerator random,
      EventLog log) {
    this.guard =
        new EgressGuard(
            config.egressPolicy(),
            EgressLimits.DEFAULTS.withStrictPorts(config.egressPorts().all()),
            refusal ->
                log.problem("egress.refused")
                    .with("delivery", refusal.label())
                    .with("reason", refusal.reason())
                    .write());
    DeliveryStore deliveries = new DeliveryStore(aws.dynamoDb(), config.deliveriesTable());
    WebhookSecretStore secrets =
        new WebhookSecretStore(aws.dynamoDb(), config.accountsTable(), random, config.sealingKey());
    TicketQueues queues =
        new TicketQueues(
            new WorkQueue(aws.sqs(), config.deliverQueueUrl()),
            new WorkQueue(aws.sqs(), config.carefulQueueUrl()),
            new WorkQueue(aws.sqs(), config.deliverDeadLettersUrl()));
    Pace pace = new Pace(aws.dynamoDb(), config.deliveriesTable(), clock, log);
    RetrySchedule schedule = new RetrySchedule(config.retrySchedule(), random);
    EndpointGate gate =
        new EndpointGate(
            new Endpoints(new EndpointStore(aws.dynamoDb(), config.deliveriesTable()), clock),
            new EndpointClosure(
                new DeliveryList(aws.dynamoDb(), config.deliveriesTable()), deliveries, log),
            schedule,
            log);
    Attempts attempts =
        new Attempts(
            new SigningSecrets(secrets, clock),
            new WebhookSender(guard, WebhookSender.TIMEOUT),
            deliveries,
            gate,
            pace,
            schedule,
            clock,
            log);
    this.courier =
        new Courier(
            deliveries,
            gate,
            new Loader(attempts, new PictureStore(aws.s3(), config.artifactsBucket())),
            new Replays(deliveries, queues.deliver(), clock, log),
            schedule,
            pace,
            queues,
            clock,
            log);
  }

  /** Handles one ticket. */
  Handled carry(SQSMessage ticket) throws InterruptedException {
    return courier.carry(ticket);
  }

  /** Ends the guard, and with it every connection. */
  @Override
  public void close() {
    guard.close();
  }
}
