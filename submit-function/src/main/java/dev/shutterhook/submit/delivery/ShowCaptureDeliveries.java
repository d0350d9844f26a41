package dev.shutterhook.submit.delivery;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.shutterhook.core.account.Caller;
import dev.shutterhook.core.capture.Capture;
import dev.shutterhook.core.json.Json;
import dev.shutterhook.submit.capture.CaptureLookup;
import dev.shutterhook.submit.http.Answer;
import dev.shutterhook.submit.http.Endpoint;
import dev.shutterhook.submit.http.Request;
import java.util.Optional;

/**
 * {@code GET /v1/captures/{id}/deliveries}: what tells of a capture, with every attempt. The
 * capture names its deliveries, so that this takes a read of it and one query for each of them.
 */
final class ShowCaptureDeliveries implements Endpoint {
  /** No capture has more: one tells of its end. */
  static final int MOST = 10;

  private final CaptureLookup lookup;
  private final DeliveryLookup deliveries;

  ShowCaptureDeliveries(CaptureLookup lookup, DeliveryLookup deliveries) {
    this.lookup = lookup;
    this.deliveries = deliveries;
  }

  @Override
  public Answer answer(Request request, Caller caller, String variable) {
    return lookup
        .find(caller.account(), variable)
        .<Answer>map(capture -> Answer.Reply.ok(of(capture)))
        .orElseGet(CaptureLookup::notFound);
  }

  private ObjectNode of(Capture capture) {
    ObjectNode document = Json.mapper().createObjectNode();
    ArrayNode list = document.putArray("deliveries");
    capture.told().stream()
        .limit(MOST)
        .map(id -> deliveries.find(capture.account(), id))
        .flatMap(Optional::stream)
        .forEach(history -> list.add(DeliveryDocument.of(history)));
    return document;
  }
}
