package dev.shutterhook.core.dialect;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.shutterhook.core.capture.Capture;
import dev.shutterhook.core.capture.CaptureDocument;
import dev.shutterhook.core.capture.CaptureRequest;
import dev.shutterhook.core.egress.EgressPolicy;
import dev.shutterhook.core.id.Id;
import dev.shutterhook.core.request.Fields;
import dev.shutterhook.core.webhook.EventType;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** PxShot: a flat webhook with an address of the picture and the client's metadata. */
final class PxShot implements Dialect {
  private static final String PREFIX = "jb_";

  @Override
  public String name() {
    return "pxshot";
  }

  @Override
  public CaptureRequest.Reading read(ObjectNode body, EgressPolicy policy) {
    return CaptureRequest.read(new Fields(body), policy);
  }

  @Override
  public String spell(Id capture) {
    return Letters.prefixed(PREFIX, capture);
  }

  @Override
  public Optional<Id> parse(String text) {
    return Letters.prefixed(PREFIX, text);
  }

  @Override
  public String place(Id capture) {
    return "/v1/capture/" + spell(capture);
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
            picture -> {
              var link = document.link(picture);
              description
                  .put("asset_url", link.url().toString())
                  .put("expires_at", link.expiresAt().toString());
            });
    Facts.tookMs(capture).ifPresent(took -> description.put("duration_ms", took));
    Reason.of(capture)
        .ifPresent(
            reason -> description.put("error", reason.message()).put("error_code", reason.code()));
    description.set("metadata", capture.metadata());
    return description;
  }

  @Override
  public Announcement announce(
      Capture ended, EventType type, Instant now, CaptureDocument document) {
    return Announcement.of(describe(ended, document));
  }

  private ObjectNode head(Capture capture) {
    return Facts.document()
        .put("job_id", spell(capture.id()))
        .put("status", Facts.status(capture.status(), "pending", "processing"));
  }

  @Override
  public Map<String, String> headers(Signing signing) {
    return Map.of("x-pxshot-signature", signing.hex());
  }

  @Override
  public ObjectNode word(Complaint complaint) {
    return complaint.listed(
        Facts.document().put("error", complaint.message()).put("error_code", complaint.code()));
  }
}
