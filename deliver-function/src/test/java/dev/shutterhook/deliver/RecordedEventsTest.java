package dev.shutterhook.deliver;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.serialization.events.LambdaEventSerializers;
import dev.shutterhook.core.capture.Capture;
import dev.shutterhook.core.capture.CaptureStatus;
import dev.shutterhook.core.fixture.CloudExtension;
import dev.shutterhook.core.fixture.RequestFixture;
import dev.shutterhook.core.id.Id;
import dev.shutterhook.core.json.Json;
import dev.shutterhook.core.render.RenderOrder;
import dev.shutterhook.core.request.WebUrl;
import dev.shutterhook.core.webhook.Delivery;
import dev.shutterhook.core.webhook.DeliveryProgress;
import dev.shutterhook.core.webhook.DeliveryState;
import dev.shutterhook.core.webhook.DeliveryTicket;
import dev.shutterhook.core.webhook.EventType;
import dev.shutterhook.core.webhook.Exhaustion;
import dev.shutterhook.localcloud.LocalCloud;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The events of the folder {@code events}, read as Lambda's own runtime reads them. */
@ExtendWith(CloudExtension.class)
class RecordedEventsTest {
  private static final String CAREFUL_QUEUE = "http://127.0.0.1/000000000000/CarefulQueue";

  private static final Instant SUBMITTED = Instant.parse("2026-11-01T12:00:00Z");

  private final Bench bench;

  RecordedEventsTest(LocalCloud cloud) {
    bench = new Bench(cloud);
  }

  private static SQSEvent read(String name) throws IOException {
    Path file = Path.of(System.getProperty("shutterhook.root"), "events", name);
    try (InputStream in = Files.newInputStream(file)) {
      return LambdaEventSerializers.serializerFor(
              SQSEvent.class, RecordedEventsTest.class.getClassLoader())
          .fromJson(in);
    }
  }

  private static String body(SQSEvent event) {
    return event.getRecords().getFirst().getBody();
  }

  /** The capture that an event speaks of, as it was before. */
  private Capture submitted(SQSEvent event) {
    var message = Json.tree(body(event));
    Capture capture =
        Capture.queued(
            Id.of(message.path("capture").asText()),
            bench.account,
            message.path("token").asText(),
            RequestFixture.aRequest().withCallback().accepted(),
            null,
            SUBMITTED);
    bench.captures.create(List.of(capture), bench.expiresAt());
    return capture;
  }

  private Capture settled(SQSEvent event) {
    Capture capture = submitted(event);
    assertTrue(Bench.invoke(bench.settle(), event).getBatchItemFailures().isEmpty());
    assertEquals(1, bench.tickets().size());
    return bench.again(capture);
  }

  @Test
  void aRenderedCaptureIsCompleted() throws IOException {
    Capture capture = settled(read("render-outcome.json"));
    assertEquals(CaptureStatus.COMPLETED, capture.status());
    assertEquals(Instant.parse("2026-11-01T12:00:00.172Z"), capture.completedAt());
  }

  @Test
  void aFailedCaptureIsFailed() throws IOException {
    assertEquals(CaptureStatus.FAILED, settled(read("render-failed.json")).status());
  }

  @Test
  void aCrashedOrderIsAnOrderAndFailsItsCapture() throws IOException {
    SQSEvent event = read("render-dead-letter.json");
    RenderOrder order = Json.read(body(event), RenderOrder.class);
    assertEquals(order, Json.read(Json.write(order), RenderOrder.class));
    Capture capture = settled(event);
    assertEquals(order.capture(), capture.id());
    assertEquals(CaptureStatus.FAILED, capture.status());
  }

  @Test
  void aTicketIsDelivered() throws IOException {
    SQSEvent event = read("delivery.json");
    try (Receivers receivers = new Receivers();
        DeliverFunction deliver = bench.deliver(Map.of("CAREFUL_QUEUE_URL", CAREFUL_QUEUE))) {
      Delivery delivery = created(event, receivers.url("ok"));
      assertTrue(Bench.invoke(deliver, event).getBatchItemFailures().isEmpty());
      assertEquals(DeliveryState.DELIVERED, bench.again(delivery).state());
    }
  }

  @Test
  void aDeadLetterThatIsRedrivenBeginsANewGeneration() throws IOException {
    SQSEvent event = read("delivery-redriven.json");
    try (DeliverFunction deliver = bench.deliver()) {
      Delivery delivery = created(event, "https://a.example/");
      DeliveryProgress spent = delivery.progress().givenUp(Exhaustion.SCHEDULE_SPENT, SUBMITTED);
      bench.deliveries.move(delivery.outline(), spent);
      assertTrue(Bench.invoke(deliver, event).getBatchItemFailures().isEmpty());
      assertEquals(2, bench.again(delivery).generation());
      assertEquals(1, bench.tickets().size());
    }
  }

  private Delivery created(SQSEvent event, String url) {
    Delivery delivery =
        Delivery.pending(
            Json.read(body(event), DeliveryTicket.class).delivery(),
            Id.of("msg_01K8ZTQ700000000000000000D"),
            bench.account,
            Id.of("cap_01K8ZTQ700000000000000000D"),
            EventType.CAPTURE_COMPLETED,
            WebUrl.parse(url),
            "{}",
            SUBMITTED,
            bench.expiresAt());
    bench.deliveries.create(delivery);
    return delivery;
  }
}
