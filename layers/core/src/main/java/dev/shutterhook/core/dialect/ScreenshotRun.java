package dev.shutterhook.core.dialect;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.shutterhook.core.capture.Capture;
import dev.shutterhook.core.capture.CaptureDocument;
import dev.shutterhook.core.capture.CaptureRequest;
import dev.shutterhook.core.capture.CaptureStatus;
import dev.shutterhook.core.egress.EgressPolicy;
import dev.shutterhook.core.id.Id;
import dev.shutterhook.core.options.Source;
import dev.shutterhook.core.request.Fields;
import dev.shutterhook.core.webhook.EventType;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;

/**
 * screenshotrun: a resource, in webhooks as {@code data}. Its receivers verify by asking for it.
 */
final class ScreenshotRun implements Dialect {
  /** "Respond with a 2xx status code within 30 seconds." */
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  /** With six digits behind the point, as its document prints them. */
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  @Override
  public String name() {
    return "screenshotrun";
  }

  @Override
  public CaptureRequest.Reading read(ObjectNode body, EgressPolicy policy) {
    return CaptureRequest.read(new Fields(RunOptions.completed(body)), policy);
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
    return "/api/v1/screenshots/" + spell(capture);
  }

  @Override
  public ObjectNode acknowledge(Capture capture, CaptureDocument document) {
    return describe(capture, document);
  }

  @Override
  public ObjectNode describe(Capture capture, CaptureDocument document) {
    Source source = capture.options().source();
    ObjectNode resource =
        Facts.document()
            .put("id", spell(capture.id()))
            .put("status", Facts.status(capture.status(), "pending", "processing"))
            .put("url", source instanceof Source.Page(var url) ? url.toString() : null);
    Optional<Reason> reason = Reason.of(capture);
    if (reason.isPresent()) {
      resource.set("error", error(reason.get().message(), reason.get().code()));
    } else {
      resource.set("options", RunOptions.echo(capture.options()));
      complete(capture, resource);
    }
    resource.put("created_at", TIME.format(capture.createdAt()));
    if (capture.status() == CaptureStatus.COMPLETED && capture.completedAt() != null) {
      resource.put("completed_at", TIME.format(capture.completedAt()));
    }
    return Facts.echoing(capture, resource);
  }

  private void complete(Capture capture, ObjectNode resource) {
    Facts.picture(capture)
        .ifPresent(
            picture ->
                resource
                    .put("file_size", picture.sizeBytes())
                    .put("mime_type", picture.format().contentType())
                    .put("width", picture.width())
                    .put("height", picture.height())
                    .put("processing_time_ms", Facts.tookMs(capture).orElse(0L))
                    .put("image_url", image(capture)));
  }

  /** Absolute, because receivers get it as it is. */
  private String image(Capture capture) {
    URI api = capture.origin().api();
    return (api == null ? "" : api.toString()) + place(capture.id()) + "/image";
  }

  @Override
  public Announcement announce(
      Capture ended, EventType type, Instant now, CaptureDocument document) {
    boolean completed = ended.status() == CaptureStatus.COMPLETED;
    ObjectNode event =
        Facts.document().put("event", completed ? "screenshot.completed" : "screenshot.failed");
    event.set("data", describe(ended, document));
    return Announcement.of(event.put("sent_at", TIME.format(now)));
  }

  @Override
  public Optional<Duration> patience() {
    return Optional.of(PATIENCE);
  }

  @Override
  public ObjectNode word(Complaint complaint) {
    ObjectNode document = Facts.document().put("message", complaint.message());
    document.set("error", error(complaint.message(), complaint.code()));
    return complaint.listed(document);
  }

  private static ObjectNode error(String message, String code) {
    return Facts.document().put("message", message).put("code", code.toUpperCase(Locale.ROOT));
  }
}
