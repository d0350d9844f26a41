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
import dev.shutterhook.core.webhook.Inlined;
import java.net.URI;
import java.time.Instant;
import java.util.Optional;

/** ScreenshotAPI: a flat callback with the picture inside. */
final class ScreenshotApi implements Dialect {
  private static final String PREFIX = "job_";
  private static final String DATA = "data_base64";
  private static final Spelling SPELLING = Spelling.SNAKE.with("webhook_url", "callback_url");

  @Override
  public String name() {
    return "screenshotapi";
  }

  @Override
  public CaptureRequest.Reading read(ObjectNode body, EgressPolicy policy) {
    return CaptureRequest.read(new Fields(body, SPELLING), policy);
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
    return "/v1/status/" + spell(capture);
  }

  @Override
  public ObjectNode acknowledge(Capture capture, CaptureDocument document) {
    return head(capture)
        .put("status_url", place(capture.id()))
        .put("message", "Screenshot job queued. Poll the status_url or wait for webhook callback.");
  }

  @Override
  public ObjectNode describe(Capture capture, CaptureDocument document) {
    ObjectNode description = facts(capture);
    if (capture.status() == CaptureStatus.COMPLETED) {
      description.put("download_url", download(capture.id()));
    }
    return Facts.echoing(capture, description);
  }

  @Override
  public Announcement announce(
      Capture ended, EventType type, Instant now, CaptureDocument document) {
    Optional<Artifact> picture = Facts.picture(ended);
    if (picture.filter(artifact -> artifact.sizeBytes() > Inlined.MAX_BYTES).isPresent()) {
      return Announcement.of(Facts.echoing(ended, tooLarge(ended, picture.get().sizeBytes())));
    }
    ObjectNode event = facts(ended);
    picture.ifPresent(_ -> event.put(DATA, ""));
    Facts.echoing(ended, event);
    return picture
        .map(artifact -> Announcement.with(artifact.key(), DATA, event))
        .orElseGet(() -> Announcement.of(event));
  }

  /** No receiver of this dialect could take it. */
  private ObjectNode tooLarge(Capture ended, long sizeBytes) {
    URI api = ended.origin().api();
    String place = (api == null ? "" : api.toString()) + download(ended.id());
    return Facts.document()
        .put("id", spell(ended.id()))
        .put("status", "failed")
        .put(
            "error",
            "The picture has " + sizeBytes + " bytes, too many for a callback; get it at " + place)
        .put("download_url", place);
  }

  private ObjectNode facts(Capture capture) {
    ObjectNode facts = head(capture);
    Facts.picture(capture)
        .ifPresent(
            picture ->
                facts
                    .put("content_type", picture.format().contentType())
                    .put("size_bytes", picture.sizeBytes())
                    .put("duration_ms", Facts.tookMs(capture).orElse(0L)));
    Reason.of(capture)
        .ifPresent(reason -> facts.put("error", reason.message()).put("code", reason.code()));
    return facts;
  }

  private ObjectNode head(Capture capture) {
    return Facts.document()
        .put("id", spell(capture.id()))
        .put("status", Facts.status(capture.status(), "pending", "processing"));
  }

  private String download(Id capture) {
    return place(capture) + "/download";
  }

  @Override
  public ObjectNode word(Complaint complaint) {
    return complaint.listed(
        Facts.document().put("error", complaint.message()).put("code", complaint.code()));
  }
}
