package dev.shutterhook.core.dialect;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.shutterhook.core.capture.Capture;
import dev.shutterhook.core.capture.CaptureDocument;
import dev.shutterhook.core.capture.CaptureRequest;
import dev.shutterhook.core.egress.EgressPolicy;
import dev.shutterhook.core.id.Id;
import dev.shutterhook.core.request.Fields;
import dev.shutterhook.core.request.Spelling;
import dev.shutterhook.core.webhook.EventType;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** ToolCenter: a flat webhook with an address of the picture. */
final class ToolCenter implements Dialect {
  @Override
  public String name() {
    return "toolcenter";
  }

  @Override
  public CaptureRequest.Reading read(ObjectNode body, EgressPolicy policy) {
    return CaptureRequest.read(new Fields(body, Spelling.CAMEL), policy);
  }

  @Override
  public boolean waits(ObjectNode body) {
    return !body.hasNonNull("webhookUrl");
  }

  @Override
  public String spell(Id capture) {
    return Letters.plain(capture);
  }

  @Override
  public Optional<Id> parse(String text) {
    return Letters.plain(text);
  }

  @Override
  public String place(Id capture) {
    return "/v1/screenshot/" + spell(capture);
  }

  @Override
  public ObjectNode acknowledge(Capture capture, CaptureDocument document) {
    return head(capture);
  }

  @Override
  public ObjectNode describe(Capture capture, CaptureDocument document) {
    ObjectNode description = head(capture);
    Facts.picture(capture)
        .ifPresent(
            picture -> description.put("screenshotUrl", document.link(picture).url().toString()));
    Reason.of(capture)
        .ifPresent(reason -> description.put("error", reason.message()).put("code", reason.code()));
    return Facts.echoing(capture, description);
  }

  @Override
  public Announcement announce(
      Capture ended, EventType type, Instant now, CaptureDocument document) {
    return Announcement.of(describe(ended, document));
  }

  private ObjectNode head(Capture capture) {
    return Facts.document()
        .put("jobId", spell(capture.id()))
        .put("status", Facts.status(capture.status(), "queued", "processing"));
  }

  @Override
  public Map<String, String> headers(Signing signing) {
    return Map.of("x-webhook-signature", signing.hex());
  }

  @Override
  public ObjectNode word(Complaint complaint) {
    return complaint.listed(
        Facts.document().put("error", complaint.message()).put("code", complaint.code()));
  }
}
