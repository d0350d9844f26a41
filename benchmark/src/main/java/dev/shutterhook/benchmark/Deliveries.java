package dev.shutterhook.benchmark;

import dev.shutterhook.core.aws.AwsClients;
import dev.shutterhook.core.config.Environment;
import dev.shutterhook.core.id.Id;
import dev.shutterhook.core.id.Ids;
import dev.shutterhook.core.queue.WorkQueue;
import dev.shutterhook.core.request.WebUrl;
import dev.shutterhook.core.table.Transaction;
import dev.shutterhook.core.webhook.Delivery;
import dev.shutterhook.core.webhook.DeliveryStore;
import dev.shutterhook.core.webhook.EventType;
import dev.shutterhook.deliver.DeliverConfig;
import dev.shutterhook.deliver.DeliverFunction;
import dev.shutterhook.localcloud.LocalCloud;
import dev.shutterhook.localcloud.template.FunctionResource;
import dev.shutterhook.localcloud.template.QueueSource;
import dev.shutterhook.localrunner.lambda.LambdaFunction;
import dev.shutterhook.localrunner.pump.QueueMapping;
import dev.shutterhook.localrunner.pump.QueuePump;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** One DeliverFunction behind its queues, and deliveries for it that tell of nothing. */
final class Deliveries implements AutoCloseable {
  private static final int PER_TRANSACTION = 10;
  private static final String BODY =
      "{\"type\":\"capture.completed\",\"text\":\"%s\"}".formatted("x".repeat(1_500));

  private final Ids ids = Ids.secure();
  private final AwsClients aws;
  private final DeliveryStore store;
  private final WorkQueue queue;
  private final DeliverFunction function;
  private final List<QueuePump> pumps = new ArrayList<>();

  private Deliveries(LocalCloud cloud) {
    this.aws = new AwsClients(cloud.dynamoDb(), cloud.sqs(), cloud.s3(), cloud.s3Presigner());
    this.store = new DeliveryStore(cloud.dynamoDb(), cloud.tableName("DeliveriesTable"));
    this.queue = new WorkQueue(cloud.sqs(), cloud.queueUrl("DeliverQueue"));
    FunctionResource resource = cloud.function("DeliverFunction");
    this.function =
        new DeliverFunction(Environment.read(DeliverConfig.class, resource.environment()), aws);
    LambdaFunction lambda = new LambdaFunction(resource, function);
    for (QueueSource source : resource.queues()) {
      String url = cloud.queueUrl(source.queue());
      String arn = cloud.queueArn(source.queue());
      pumps.add(QueuePump.start(cloud.sqs(), new QueueMapping(url, arn, source, lambda)));
    }
  }

  /** A ticket that was sent, and when by the monotonic clock. */
  record Sent(String message, long at) {}

  /** The function's log goes nowhere; what is measured is printed later. */
  static Deliveries start(LocalCloud cloud) {
    PrintStream out = System.out;
    System.setOut(new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8));
    try {
      return new Deliveries(cloud);
    } finally {
      System.setOut(out);
    }
  }

  /** Stores deliveries and sends their tickets. */
  List<Sent> send(String url, int count) {
    List<Sent> sent = new ArrayList<>();
    for (int done = 0; done < count; done += PER_TRANSACTION) {
      List<Delivery> some = new ArrayList<>();
      for (int i = done; i < Math.min(count, done + PER_TRANSACTION); i++) {
        some.add(delivery(url));
      }
      Transaction.write(aws.dynamoDb(), some.stream().map(store::creating).toList());
      long at = System.nanoTime();
      queue.send(some.stream().map(one -> one.outline().ticket()).toList());
      some.forEach(one -> sent.add(new Sent(one.message().toString(), at)));
    }
    return sent;
  }

  private Delivery delivery(String url) {
    Instant now = Instant.now();
    return Delivery.pending(
        ids.next(Id.Kind.DELIVERY),
        ids.next(Id.Kind.MESSAGE),
        "benchmark",
        ids.next(Id.Kind.SAMPLE),
        EventType.CAPTURE_COMPLETED,
        WebUrl.parse(url),
        BODY,
        now,
        now.plus(Duration.ofDays(1)));
  }

  @Override
  public void close() {
    pumps.forEach(QueuePump::close);
    function.close();
  }
}
