package dev.shutterhook.localrunner.pump;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;

/** Messages as Lambda hands them to a function ("Using Lambda with Amazon SQS", example event). */
final class QueueEvent {
  /** Its place in an ARN. */
  private static final int REGION = 3;

  private QueueEvent() {}

  static ObjectNode of(List<Message> messages, String queueArn) {
    ObjectNode event = JsonNodeFactory.instance.objectNode();
    ArrayNode records = event.putArray("Records");
    messages.forEach(message -> records.add(record(message, queueArn)));
    return event;
  }

  private static ObjectNode record(Message message, String queueArn) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("messageId", message.messageId());
    json.put("receiptHandle", message.receiptHandle());
    json.put("body", message.body());
    ObjectNode attributes = json.putObject("attributes");
    message.attributesAsStrings().forEach(attributes::put);
    json.set("messageAttributes", attributes(message.messageAttributes()));
    json.put("md5OfBody", message.md5OfBody());
    if (message.md5OfMessageAttributes() != null) {
      json.put("md5OfMessageAttributes", message.md5OfMessageAttributes());
    }
    json.put("eventSource", "aws:sqs");
    json.put("eventSourceARN", queueArn);
    json.put("awsRegion", queueArn.split(":", -1)[REGION]);
    return json;
  }

  private static ObjectNode attributes(Map<String, MessageAttributeValue> attributes) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    attributes.forEach(
        (name, value) -> {
          ObjectNode attribute = json.putObject(name);
          if (value.stringValue() != null) {
            attribute.put("stringValue", value.stringValue());
          }
          if (value.binaryValue() != null) {
            attribute.put("binaryValue", value.binaryValue().asByteArray());
          }
          attribute.putArray("stringListValues");
          attribute.putArray("binaryListValues");
          attribute.put("dataType", value.dataType());
        });
    return json;
  }
}
