package dev.shutterhook.submit;

import static dev.shutterhook.core.fixture.CaptureFixture.aCapture;

import dev.shutterhook.core.capture.CaptureStore;
import dev.shutterhook.core.capture.DeliveryCounts;
import dev.shutterhook.core.capture.DeliveryTally;
import dev.shutterhook.core.fixture.CaptureFixture;
import dev.shutterhook.core.fixture.RequestFixture;
import dev.shutterhook.core.id.Id;
import dev.shutterhook.core.id.Ids;
import dev.shutterhook.core.request.WebUrl;
import dev.shutterhook.core.webhook.Attempt;
import dev.shutterhook.core.webhook.Delivery;
import dev.shutterhook.core.webhook.DeliveryProgress;
import dev.shutterhook.core.webhook.DeliveryStore;
import dev.shutterhook.core.webhook.EventType;
import dev.shutterhook.core.webhook.Exhaustion;
import dev.shutterhook.localcloud.LocalCloud;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

/** Deliveries of settled captures in the tables, as the deliver functions leave them. */
final class Deliveries {
  static final String HOOK = "https://hooks.example.com/shutterhook?token=1";

  final DeliveryStore store;
  private final LocalCloud cloud;
  private final CaptureStore captures;
  private final InstantSource clock;
  private final Ids ids;

  Deliveries(LocalCloud cloud, InstantSource clock) {
    this.cloud = cloud;
    this.clock = clock;
    store = new DeliveryStore(cloud.dynamoDb(), cloud.tableName("DeliveriesTable"));
    captures = new CaptureStore(cloud.dynamoDb(), cloud.tableName("CapturesTable"));
    ids = new Ids(clock, new SecureRandom());
  }

  /** A completed capture's, on its way. */
  Delivery pending(String account, String url) {
    CaptureFixture fixture =
        aCapture()
            .of(account)
            .of(RequestFixture.aRequest().with("webhook_url", url))
            .createdAt(clock.instant());
    captures.create(List.of(fixture.queued()), clock.instant().plus(Duration.ofDays(30)));
    Delivery delivery =
        Delivery.pending(
            ids.next(Id.Kind.DELIVERY),
            ids.next(Id.Kind.MESSAGE),
            account,
            fixture.queued().id(),
            EventType.CAPTURE_COMPLETED,
            WebUrl.parse(url),
            "{\"type\":\"capture.completed\"}",
            clock.instant(),
            clock.instant().plus(Duration.ofDays(30)));
    cloud
        .dynamoDb()
        .transactWriteItems(
            write ->
                write.transactItems(
                    captures.settling(fixture.completed().toldBy(List.of(delivery.id()))),
                    store.creating(delivery)));
    return delivery;
  }

  /** One whose attempts have all failed. */
  Delivery exhausted(String account, String url) {
    Delivery delivery = pending(account, url);
    Attempt first = attempt(delivery, 1, 500, clock.instant().plusSeconds(30));
    Delivery deferred = noted(delivery, first, delivery.progress().deferred(first));
    Attempt last = attempt(deferred, 2, 503, null);
    return noted(deferred, last, deferred.progress().exhausted(last, Exhaustion.SCHEDULE_SPENT));
  }

  /** One that was acknowledged at once. */
  Delivery delivered(String account, String url) {
    Delivery delivery = pending(account, url);
    Attempt only = attempt(delivery, 1, 204, null);
    return noted(delivery, only, delivery.progress().delivered(only));
  }

  private static Attempt attempt(
      Delivery delivery, int number, int status, @org.jspecify.annotations.Nullable Instant next) {
    return new Attempt(
        delivery.generation(),
        number,
        delivery.createdAt().plusSeconds(number),
        Duration.ofMillis(80),
        status,
        null,
        "it says " + status,
        next);
  }

  private Delivery noted(Delivery before, Attempt attempt, DeliveryProgress after) {
    store.note(before, attempt, after);
    return again(before);
  }

  /** How the webhooks of a delivery's capture fare. */
  DeliveryCounts counts(Delivery delivery) {
    return new DeliveryTally(store).of(captures.find(delivery.capture()).orElseThrow());
  }

  Delivery again(Delivery delivery) {
    return store.find(delivery.id()).orElseThrow();
  }
}
