package dev.shutterhook.render;

import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import dev.shutterhook.core.json.Json;
import dev.shutterhook.core.json.MalformedJsonException;
import dev.shutterhook.core.log.EventLog;
import dev.shutterhook.core.queue.Batch;
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
   * missing; it is logged when it is received for the first time, for it comes until its queue
   * buries it.
   */
  Map<String, RenderOrder> read(SQSEvent event) {
    Map<String, RenderOrder> orders = new HashMap<>();
    for (SQSMessage message : event.getRecords()) {
      try {
        orders.put(message.getMessageId(), Json.read(message.getBody(), RenderOrder.class));
      } catch (MalformedJsonException e) {
        if (Batch.receives(message) == 1) {
          log.problem("render.not_an_order").with("message", message.getMessageId()).write();
        }
      }
    }
    return orders;
  }
}
