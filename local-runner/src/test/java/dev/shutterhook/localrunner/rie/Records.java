package dev.shutterhook.localrunner.rie;

import com.fasterxml.jackson.databind.JsonNode;
import dev.shutterhook.core.account.WebhookSecretStore;
import dev.shutterhook.core.capture.Capture;
import dev.shutterhook.core.capture.CaptureStore;
import dev.shutterhook.core.fixture.RequestFixture;
import dev.shutterhook.core.id.Id;
import dev.shutterhook.core.json.Json;
import dev.shutterhook.core.monitor.Monitor;
import dev.shutterhook.core.monitor.MonitorRun;
import dev.shutterhook.core.monitor.MonitorStore;
import dev.shutterhook.core.monitor.RunState;
import dev.shutterhook.core.monitor.RunStore;
import dev.shutterhook.core.request.WebUrl;
import dev.shutterhook.core.seal.SealingKey;
import dev.shutterhook.core.table.BulkRead;
import dev.shutterhook.core.table.Transaction;
import dev.shutterhook.core.webhook.Delivery;
import dev.shutterhook.core.webhook.DeliveryStore;
import dev.shutterhook.core.webhook.DeliveryTicket;
import dev.shutterhook.core.webhook.EventType;
import dev.shutterhook.localcloud.LocalCloud;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.sqs.model.Message;

/** What the recorded events speak of, put into the tables before they come. */
final class Records {
  static final String ACCOUNT = "acme";

  final CaptureStore captures;
  final DeliveryStore deliveries;
  final MonitorStore monitors;
  final RunStore runs;
  private final LocalCloud cloud;

  Records(LocalCloud cloud) {
    this.cloud = cloud;
    captures = new CaptureStore(cloud.dynamoDb(), cloud.tableName("CapturesTable"));
    deliveries = new DeliveryStore(cloud.dynamoDb(), cloud.tableName("DeliveriesTable"));
    monitors = new MonitorStore(cloud.dynamoDb(), cloud.tableName("MonitorsTable"));
    runs = new RunStore(cloud.dynamoDb(), cloud.tableName("MonitorsTable"));
  }

  /** The body of an event's first message. */
  static JsonNode body(String event) {
    return Json.tree(Json.tree(event).path("Records").path(0).path("body").asText());
  }

  /** The capture that an event's message is about, queued. */
  Id queued(String event, Instant at) {
    JsonNode body = body(event);
    Id id = Id.of(body.path("capture").asText());
    return queued(id, body.path("token").asText(), at);
  }

  Id queued(Id id, String token, Instant at) {
    Capture capture =
        Capture.queued(
            id, ACCOUNT, token, RequestFixture.aRequest().withCallback().accepted(), null, at);
    captures.create(List.of(capture), inAMonth());
    return id;
  }

  /** The delivery that a ticket names, pending. */
  Delivery pending(String event, URI url) {
    Delivery delivery =
        Delivery.pending(
            Json.mapper().convertValue(body(event), DeliveryTicket.class).delivery(),
            Id.of("msg_01K8ZTQ700000000000000000D"),
            ACCOUNT,
            Id.of("cap_01K8ZTQ700000000000000000D"),
            EventType.CAPTURE_COMPLETED,
            WebUrl.parse(url.toString()),
            "{\"data\":{\"id\":\"cap_01K8ZTQ700000000000000000D\"}}",
            Instant.now(),
            inAMonth());
    deliveries.create(delivery);
    return delivery;
  }

  String webhookSecret() {
    SealingKey key =
        SealingKey.parse(cloud.environment("DeliverFunction").getOrDefault("SEALING_KEY", ""));
    return new WebhookSecretStore(
            cloud.dynamoDb(), cloud.tableName("AccountsTable"), new SecureRandom(), key)
        .of(ACCOUNT)
        .getFirst()
        .text();
  }

  void watch(Monitor monitor) {
    Transaction.write(cloud.dynamoDb(), List.of(monitors.creating(monitor)));
  }

  void begin(Id run, Monitor monitor) {
    MonitorRun begun =
        new MonitorRun(
            run,
            monitor.id(),
            ACCOUNT,
            Instant.now(),
            RunState.PENDING,
            null,
            null,
            List.of(),
            null,
            false,
            null,
            inAMonth());
    Transaction.write(cloud.dynamoDb(), List.of(runs.creating(begun, Instant.now())));
  }

  void ended(Capture capture) {
    Transaction.write(cloud.dynamoDb(), List.of(captures.creatingEnded(capture, inAMonth())));
  }

  List<MonitorRun> runsOf(Monitor monitor) {
    return runs.find(runs.page(monitor.id(), Optional.empty(), BulkRead.MAX_READ).entries());
  }

  /** The messages that are visible in a queue, as JSON. */
  List<JsonNode> in(String queue) {
    List<JsonNode> all = new ArrayList<>();
    List<Message> some;
    do {
      some =
          cloud
              .sqs()
              .receiveMessage(
                  r -> r.queueUrl(cloud.queueUrl(queue)).maxNumberOfMessages(10).waitTimeSeconds(0))
              .messages();
      some.forEach(message -> all.add(Json.tree(message.body())));
    } while (!some.isEmpty());
    return all;
  }

  static Instant inAMonth() {
    return Instant.now().plus(Duration.ofDays(30));
  }
}
