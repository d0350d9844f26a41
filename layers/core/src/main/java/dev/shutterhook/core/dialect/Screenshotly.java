package dev.shutterhook.core.dialect;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.shutterhook.core.capture.Capture;
import dev.shutterhook.core.capture.CaptureDocument;
import dev.shutterhook.core.capture.CaptureRequest;
import dev.shutterhook.core.capture.CaptureStatus;
import dev.shutterhook.core.egress.EgressPolicy;
import dev.shutterhook.core.id.Id;
import dev.shutterhook.core.render.Artifact;
import dev.shutterhook.core.request.Fields;
import dev.shutterhook.core.request.Spelling;
import dev.shutterhook.core.webhook.EventType;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** Screenshotly. Its document prints two forms of a webhook; receivers of either find theirs. */
final class Screenshotly implements Dialect {
  private static final String ASYNC = "async";

  @Override
  public String name() {
    return "screenshotly";
  }

  @Override
  public CaptureRequest.Reading read(ObjectNode body, EgressPolicy policy) {
    Fields fields = new Fields(body, Spelling.CAMEL);
    // Asked for, so that it is checked and known.
    fields.flag(ASYNC, false);
    return CaptureRequest.read(fields, policy);
  }

  @Override
  public boolean waits(ObjectNode body) {
    return !body.path(ASYNC).asBoolean(false);
  }

  @Override
  public String spell(Id capture) {
    return Letters.uuid(capture);
  }

  @Override
  public Optional<Id> parse(String text) {
    return Letters.uuid(text);
  }

  @Override
  public String place(Id capture) {
    return "/screenshot/" + spell(capture);
  }

  @Override
  public ObjectNode acknowledge(Capture capture, CaptureDocument document) {
    return head(capture).put("statusUrl", place(capture.id()));
  }

  /** Both as words and as flags, which its polling example asks for. */
  @Override
  public ObjectNode describe(Capture capture, CaptureDocument document) {
    boolean completed = capture.status() == CaptureStatus.COMPLETED;
    ObjectNode description =
        head(capture)
            .put("completed", completed)
            .put("failed", capture.status().terminal() && !completed);
    return description.setAll(result(capture, document));
  }

  @Override
  public Announcement announce(
      Capture ended, EventType type, Instant now, CaptureDocument document) {
    boolean completed = ended.status() == CaptureStatus.COMPLETED;
    ObjectNode result = result(ended, document);
    ObjectNode event =
        Facts.document()
            .put("event", completed ? "screenshot.completed" : "screenshot.failed")
            .put("success", completed)
            .put("jobId", spell(ended.id()));
    event.setAll(result);
    event.put("timestamp", now.toString());
    ObjectNode data = Facts.document().put("jobId", spell(ended.id()));
    event.set("data", data.setAll(result));
    return Announcement.of(event);
  }

  /** What the client is given: an address and facts of the picture, or why there is none. */
  private static ObjectNode result(Capture capture, CaptureDocument document) {
    ObjectNode result = Facts.document();
    Facts.picture(capture)
        .ifPresent(
            picture -> {
              var link = document.link(picture);
              result
                  .put("imageUrl", link.url().toString())
                  .put("expiresAt", link.expiresAt().toString());
            });
    Reason.of(capture)
        .ifPresent(reason -> result.put("error", reason.message()).put("errorCode", reason.code()));
    ObjectNode metadata = metadata(capture);
    if (!metadata.isEmpty()) {
      result.set("metadata", metadata);
    }
    return result;
  }

  /** The client's own, and the picture's; where both have a name, the picture's counts. */
  private static ObjectNode metadata(Capture capture) {
    ObjectNode metadata = capture.metadata().deepCopy();
    Facts.picture(capture).ifPresent(picture -> metadata.setAll(facts(picture)));
    return metadata;
  }

  private static ObjectNode facts(Artifact picture) {
    return Facts.document()
        .put("width", picture.width())
        .put("height", picture.height())
        .put("size", picture.sizeBytes())
        .put("contentType", picture.format().contentType());
  }

  private ObjectNode head(Capture capture) {
    return Facts.document()
        .put("jobId", spell(capture.id()))
        .put("status", Facts.status(capture.status(), "queued", "processing"));
  }

  /** Its receivers compare the time with {@code Date.now()}, so that it is in milliseconds. */
  @Override
  public Map<String, String> headers(Signing signing) {
    String timestamp = Long.toString(signing.at().toEpochMilli());
    return Map.of(
        "x-screenshotly-timestamp",
        timestamp,
        "x-screenshotly-signature",
        signing.hex(timestamp + "."));
  }

  @Override
  public ObjectNode word(Complaint complaint) {
    return complaint.listed(
        Facts.document()
            .put("success", false)
            .put("error", complaint.message())
            .put("errorCode", complaint.code()));
  }
}
