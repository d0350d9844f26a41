package dev.shutterhook.submit.webhook;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.shutterhook.core.account.Caller;
import dev.shutterhook.core.capture.Callback;
import dev.shutterhook.core.egress.EgressPolicy;
import dev.shutterhook.core.id.Id;
import dev.shutterhook.core.id.Ids;
import dev.shutterhook.core.json.Json;
import dev.shutterhook.core.log.EventLog;
import dev.shutterhook.core.request.Fault;
import dev.shutterhook.core.request.Fields;
import dev.shutterhook.core.request.WebUrl;
import dev.shutterhook.core.webhook.Delivery;
import dev.shutterhook.core.webhook.DeliveryDesk;
import dev.shutterhook.core.webhook.EventType;
import dev.shutterhook.core.webhook.WebhookBody;
import dev.shutterhook.submit.http.Answer;
import dev.shutterhook.submit.http.BodyFields;
import dev.shutterhook.submit.http.Endpoint;
import dev.shutterhook.submit.http.Request;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * {@code POST /v1/webhooks/test}: a sample event for a receiver, signed and sent like every other,
 * but once.
 */
public final class TestSender implements Endpoint {
  private static final int MAX_EVENT_BYTES = 64;

  private final Rules rules;
  private final Samples samples;
  private final DeliveryDesk desk;
  private final Ids ids;
  private final InstantSource clock;
  private final EventLog log;

  /**
   * What holds for all requests.
   *
   * @param egress whether webhooks may go without TLS
   * @param retention until a delivery is deleted
   */
  public record Rules(EgressPolicy egress, Duration retention) {}

  public TestSender(
      Rules rules, Samples samples, DeliveryDesk desk, Ids ids, InstantSource clock, EventLog log) {
    this.rules = rules;
    this.samples = samples;
    this.desk = desk;
    this.ids = ids;
    this.clock = clock;
    this.log = log;
  }

  @Override
  public Answer answer(Request request, Caller caller, String variable) {
    return switch (BodyFields.of(request)) {
      case BodyFields.Refused(var problem) -> problem;
      case BodyFields.Given(var fields) -> answer(request, caller, fields);
    };
  }

  private Answer answer(Request request, Caller caller, Fields fields) {
    if (!fields.given("url")) {
      fields.fault("url", "is required");
    }
    Optional<WebUrl> url = Callback.receiver(fields, "url", rules.egress());
    EventType type =
        fields
            .parsed("event", MAX_EVENT_BYTES, EventType::parse)
            .orElse(EventType.CAPTURE_COMPLETED);
    List<Fault> faults = fields.faults();
    if (url.isEmpty() || !faults.isEmpty()) {
      return Answer.Problem.invalid(faults);
    }
    Delivery delivery = sample(caller.account(), type, url.get());
    desk.send(delivery);
    log.event("webhook.tested")
        .with("delivery", delivery.id())
        .with("account", caller.account())
        .with("key", caller.key())
        .with("request", request.id())
        .write();
    return new Answer.Reply(202, Map.of(), document(delivery));
  }

  private Delivery sample(String account, EventType type, WebUrl url) {
    Instant now = clock.instant();
    Id sample = ids.next(Id.Kind.SAMPLE);
    return Delivery.pending(
        ids.next(Id.Kind.DELIVERY),
        ids.next(Id.Kind.MESSAGE),
        account,
        sample,
        type,
        url,
        WebhookBody.write(type, now, samples.of(type, sample, account, now)),
        now,
        now.plus(rules.retention()));
  }

  private static ObjectNode document(Delivery delivery) {
    return Json.mapper()
        .createObjectNode()
        .put("id", delivery.id().toString())
        .put("webhook_id", delivery.message().toString())
        .put("capture", delivery.capture().toString())
        .put("event", delivery.type().code())
        .put("url", delivery.url().toString())
        .put("state", delivery.state().code())
        .put("created_at", delivery.createdAt().toString());
  }
}
