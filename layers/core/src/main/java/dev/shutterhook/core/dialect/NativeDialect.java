package dev.shutterhook.core.dialect;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.shutterhook.core.capture.Capture;
import dev.shutterhook.core.capture.CaptureDocument;
import dev.shutterhook.core.capture.CaptureRequest;
import dev.shutterhook.core.capture.Origin;
import dev.shutterhook.core.egress.EgressPolicy;
import dev.shutterhook.core.id.Id;
import dev.shutterhook.core.request.Fields;
import dev.shutterhook.core.webhook.EventType;
import dev.shutterhook.core.webhook.WebhookBody;
import java.time.Instant;
import java.util.Optional;

/** Our own API. */
final class NativeDialect implements Dialect {
  /** What a webhook has for its capture. */
  private static final int MAX_DOCUMENT_BYTES =
      WebhookBody.MAX_BYTES - WebhookBody.MAX_ENVELOPE_BYTES;

  @Override
  public String name() {
    return Origin.NATIVE;
  }

  @Override
  public CaptureRequest.Reading read(ObjectNode body, EgressPolicy policy) {
    return CaptureRequest.read(new Fields(body), policy);
  }

  @Override
  public String spell(Id capture) {
    return capture.toString();
  }

  @Override
  public Optional<Id> parse(String text) {
    return Id.parse(Id.Kind.CAPTURE, text);
  }

  @Override
  public String place(Id capture) {
    return "/v1/captures/" + capture;
  }

  @Override
  public ObjectNode acknowledge(Capture capture, CaptureDocument document) {
    return document.of(capture);
  }

  @Override
  public ObjectNode describe(Capture capture, CaptureDocument document) {
    return document.of(capture);
  }

  @Override
  public Announcement announce(
      Capture ended, EventType type, Instant now, CaptureDocument document) {
    ObjectNode data = document.within(ended, MAX_DOCUMENT_BYTES);
    return new Announcement(WebhookBody.write(type, now, data), null);
  }

  /** RFC 9457. */
  @Override
  public ObjectNode word(Complaint complaint) {
    return complaint.listed(
        Facts.document()
            .put("type", complaint.type())
            .put("title", complaint.title())
            .put("status", complaint.status())
            .put("code", complaint.code())
            .put("detail", complaint.detail())
            .put("instance", complaint.instance()));
  }

  @Override
  public String complaintType() {
    return "application/problem+json";
  }
}
