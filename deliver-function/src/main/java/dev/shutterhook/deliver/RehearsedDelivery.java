package dev.shutterhook.deliver;

import dev.shutterhook.core.aws.AwsClients;
import dev.shutterhook.core.egress.EgressGuard;
import dev.shutterhook.core.egress.EgressLimits;
import dev.shutterhook.core.egress.EgressPolicy;
import dev.shutterhook.core.id.Id;
import dev.shutterhook.core.id.Ids;
import dev.shutterhook.core.json.Json;
import dev.shutterhook.core.log.EventLog;
import dev.shutterhook.core.queue.Batch.Handled;
import dev.shutterhook.core.random.FreshRandom;
import dev.shutterhook.core.request.WebUrl;
import dev.shutterhook.core.snapstart.RehearsedMessage;
import dev.shutterhook.core.webhook.Delivery;
import dev.shutterhook.core.webhook.DeliveryStore;
import dev.shutterhook.core.webhook.DeliveryTicket;
import dev.shutterhook.core.webhook.EventType;
import dev.shutterhook.core.webhook.WebhookSecret;
import dev.shutterhook.deliver.attempt.WebhookSender;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

/**
 * A ticket that is handed on, and an attempt that the guard refuses: the receiver would be this
 * machine, which a strict guard never dials.
 */
final class RehearsedDelivery {
  private static final String RECEIVER = "https://127.0.0.1/";
  private static final String BODY = "{\"type\":\"capture.completed\",\"data\":{}}";

  private final DeliverConfig config;
  private final AwsClients aws;
  private final EventLog silent;
  private final Ids ids = Ids.secure();

  RehearsedDelivery(DeliverConfig config, AwsClients aws, EventLog silent) {
    this.config = config;
    this.aws = aws;
    this.silent = silent;
  }

  void play() throws InterruptedException {
    Delivery delivery = pending(Instant.now());
    new DeliveryStore(aws.dynamoDb(), config.deliveriesTable()).create(delivery);
    try (PostOffice office =
            new PostOffice(config, aws, InstantSource.system(), FreshRandom.shared(), silent);
        EgressGuard guard =
            new EgressGuard(EgressPolicy.STRICT, EgressLimits.DEFAULTS, refusal -> {})) {
      String ticket = Json.write(DeliveryTicket.of(delivery.id()));
      Handled handled = office.carry(RehearsedMessage.of(ticket).getRecords().getFirst());
      if (handled != Handled.DONE) {
        throw new IllegalStateException("a rehearsal's ticket was kept");
      }
      new WebhookSender(guard, WebhookSender.TIMEOUT)
          .send(
              delivery,
              BODY.getBytes(StandardCharsets.UTF_8),
              List.of(WebhookSecret.random(FreshRandom.shared())),
              Instant.now());
    }
  }

  private Delivery pending(Instant now) {
    return Delivery.pending(
        ids.next(Id.Kind.DELIVERY),
        ids.next(Id.Kind.MESSAGE),
        "rehearsal",
        ids.next(Id.Kind.CAPTURE),
        EventType.CAPTURE_COMPLETED,
        WebUrl.parse(RECEIVER),
        BODY,
        now,
        now.plus(Duration.ofDays(7)));
  }
}
