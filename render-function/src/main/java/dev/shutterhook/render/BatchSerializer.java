package dev.shutterhook.render;

import com.amazonaws.services.lambda.runtime.CustomPojoSerializer;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse.BatchItemFailure;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.shutterhook.core.json.Json;
import dev.shutterhook.core.json.MalformedJsonException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads batches and writes answers for AWS's runtime client, which finds it as a service. The
 * client's own serializers know every event of AWS; they load hundreds of classes more for that,
 * some of them too old for the AOT cache, before the first picture (docs/image.md). Messages'
 * attributes of their senders are left out: nobody here reads them.
 */
@SuppressWarnings({"TypeParameterUnusedInFormals", "unchecked"}) // So the runtime client asks.
public final class BatchSerializer implements CustomPojoSerializer {
  @Override
  public <T> T fromJson(InputStream input, Type type) {
    if (type != SQSEvent.class) {
      throw new IllegalArgumentException("only batches of SQS come here, and no " + type);
    }
    return (T) event(tree(input));
  }

  @Override
  public <T> T fromJson(String input, Type type) {
    return fromJson(new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)), type);
  }

  @Override
  public <T> void toJson(T value, OutputStream output, Type type) {
    if (!(value instanceof SQSBatchResponse response)) {
      throw new IllegalArgumentException("only answers to batches go out here, and no " + type);
    }
    ObjectNode answer = Json.mapper().createObjectNode();
    ArrayNode failures = answer.putArray("batchItemFailures");
    for (BatchItemFailure failure : response.getBatchItemFailures()) {
      failures.addObject().put("itemIdentifier", failure.getItemIdentifier());
    }
    try {
      output.write(answer.toString().getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException("the answer cannot be written", e);
    }
  }

  private static JsonNode tree(InputStream input) {
    try {
      return Json.tree(new String(input.readAllBytes(), StandardCharsets.UTF_8));
    } catch (MalformedJsonException e) {
      throw new IllegalArgumentException("the event is no JSON", e);
    } catch (IOException e) {
      throw new UncheckedIOException("the event cannot be read", e);
    }
  }

  private static SQSEvent event(JsonNode tree) {
    SQSEvent event = new SQSEvent();
    event.setRecords(tree.path("Records").valueStream().map(BatchSerializer::message).toList());
    return event;
  }

  private static SQSMessage message(JsonNode record) {
    SQSMessage message = new SQSMessage();
    message.setMessageId(text(record, "messageId"));
    message.setReceiptHandle(text(record, "receiptHandle"));
    message.setBody(text(record, "body"));
    message.setMd5OfBody(text(record, "md5OfBody"));
    message.setEventSource(text(record, "eventSource"));
    message.setEventSourceArn(text(record, "eventSourceARN"));
    message.setAwsRegion(text(record, "awsRegion"));
    Map<String, String> attributes = new HashMap<>();
    record
        .path("attributes")
        .propertyStream()
        .forEach(attribute -> attributes.put(attribute.getKey(), attribute.getValue().asText()));
    message.setAttributes(attributes);
    message.setMessageAttributes(Map.of());
    return message;
  }

  private static @Nullable String text(JsonNode record, String field) {
    return record.path(field).isTextual() ? record.path(field).textValue() : null;
  }
}
