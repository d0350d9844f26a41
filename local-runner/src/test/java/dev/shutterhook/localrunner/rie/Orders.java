package dev.shutterhook.localrunner.rie;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.shutterhook.core.capture.CaptureRequest;
import dev.shutterhook.core.egress.EgressPolicy;
import dev.shutterhook.core.fixture.RequestFixture;
import dev.shutterhook.core.id.Id;
import dev.shutterhook.core.id.Ids;
import dev.shutterhook.core.json.Json;
import dev.shutterhook.core.render.RenderOrder;
import dev.shutterhook.localcloud.LocalCloud;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;

/** Orders of pictures on their way to a renderer, and what it reports of them. */
final class Orders {
  private static final String QUEUE = "RenderQueue";

  private final LocalCloud cloud;
  private final Records records;
  private final Ids ids = Ids.secure();
  private final List<JsonNode> reports = new ArrayList<>();

  Orders(LocalCloud cloud) {
    this.cloud = cloud;
    this.records = new Records(cloud);
  }

  RenderOrder of(RequestFixture request) {
    CaptureRequest.Reading read = CaptureRequest.read(request.json(), EgressPolicy.OPEN);
    if (!(read instanceof CaptureRequest.Accepted(var accepted))) {
      throw new AssertionError(read.toString());
    }
    return new RenderOrder(
        RenderOrder.SCHEMA,
        ids.next(Id.Kind.CAPTURE),
        ids.token(),
        Instant.now(),
        accepted.options(),
        null,
        null);
  }

  /** An event of orders that come for the last time: what fails is final. */
  String lastTry(RenderOrder... orders) {
    ObjectNode event = Json.mapper().createObjectNode();
    ArrayNode all = event.putArray("Records");
    for (RenderOrder order : orders) {
      all.add(record(order.capture().toString(), "none", Json.write(order), 3));
    }
    return event.toString();
  }

  void send(RenderOrder order) {
    cloud.sqs().sendMessage(m -> m.queueUrl(url()).messageBody(Json.write(order)));
  }

  /** The messages that the queue has for a function now, at most as many as one batch takes. */
  List<Message> receive() {
    return receive(url());
  }

  /** Those that the queue has given up. */
  List<Message> receiveDead() {
    return receive(cloud.queueUrl("RenderDeadLetters"));
  }

  private List<Message> receive(String queue) {
    return cloud
        .sqs()
        .receiveMessage(
            r ->
                r.queueUrl(queue)
                    .maxNumberOfMessages(4)
                    .waitTimeSeconds(1)
                    .messageSystemAttributeNames(MessageSystemAttributeName.ALL))
        .messages();
  }

  /** The event that Lambda makes of them. */
  String event(List<Message> messages) {
    ObjectNode event = Json.mapper().createObjectNode();
    ArrayNode all = event.putArray("Records");
    for (Message message : messages) {
      String receives =
          message.attributes().get(MessageSystemAttributeName.APPROXIMATE_RECEIVE_COUNT);
      all.add(
          record(
              message.messageId(),
              message.receiptHandle(),
              message.body(),
              Integer.parseInt(receives)));
    }
    return event.toString();
  }

  /** Lets the time pass after which the queue hands messages out again, if it does. */
  void expire(List<Message> messages) {
    for (Message message : messages) {
      cloud
          .sqs()
          .changeMessageVisibility(
              c -> c.queueUrl(url()).receiptHandle(message.receiptHandle()).visibilityTimeout(0));
    }
  }

  /** How an order ended: {@code rendered}, the code of its failure, or {@code nothing}. */
  String outcome(RenderOrder order) {
    reports.addAll(records.in("OutcomeQueue"));
    return reports.stream()
        .filter(report -> report.path("capture").asText().equals(order.capture().toString()))
        .filter(report -> !report.path("report").asText().equals("started"))
        .map(
            report ->
                report.path("report").asText().equals("failed")
                    ? report.at("/failure/code").asText()
                    : report.path("report").asText() + " " + report.at("/page/title").asText())
        .findFirst()
        .orElse("nothing");
  }

  private String url() {
    return cloud.queueUrl(QUEUE);
  }

  private ObjectNode record(String id, String handle, String body, int receives) {
    ObjectNode record = Json.mapper().createObjectNode();
    record.put("messageId", id).put("receiptHandle", handle).put("body", body);
    record.putObject("attributes").put("ApproximateReceiveCount", String.valueOf(receives));
    record.putObject("messageAttributes");
    record.put("eventSource", "aws:sqs").put("eventSourceARN", cloud.queueArn(QUEUE));
    return record.put("awsRegion", "us-east-1");
  }
}
