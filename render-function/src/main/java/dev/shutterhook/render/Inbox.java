package dev.shutterhook.render;

import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import dev.shutterhook.core.log.EventLog;
import dev.shutterhook.core.queue.Batch;
import dev.shutterhook.core.queue.Body;
import dev.shutterhook.core.queue.NewerSchemaException;
import dev.shutterhook.core.render.RenderOrder;
import java.util.HashMap;
import java.util.Map;

/** Reads the orders of a batch. */
final class Inbox {
  private final EventLog log;

  Inbox(EventLog log) {
    this.log = log;
  }

  /**
   * The orders by their messages' ids. A message that is none, or is of a newer version, is
   * missing, and stays in its queue. It is logged when it is received for the first time.
   */
  Map<String, RenderOrder> read(SQSEvent event) {
    Map<String, RenderOrder> orders = new HashMap<>();
    for (SQSMessage message : event.getRecords()) {
      try {
        new Body(message.getBody())
            .as(RenderOrder.class, RenderOrder.SCHEMA)
            .ifPresentOrElse(
                order -> orders.put(message.getMessageId(), order),
                () -> log("render.not_an_order", message));
      } catch (NewerSchemaException e) {
        log("render.newer_order", message);
      }
    }
    return orders;
  }

  private void log(String event, SQSMessage message) {
    if (Batch.receives(message) == 1) {
      log.problem(event).with("message", message.getMessageId()).write();
    }
  }
}
