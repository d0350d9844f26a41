package dev.shutterhook.core.settle;

import dev.shutterhook.core.capture.Callback;
import dev.shutterhook.core.capture.Capture;
import dev.shutterhook.core.capture.CaptureDocument;
import dev.shutterhook.core.dialect.Announcement;
import dev.shutterhook.core.dialect.Dialect;
import dev.shutterhook.core.dialect.Dialects;
import dev.shutterhook.core.id.Id;
import dev.shutterhook.core.id.Ids;
import dev.shutterhook.core.webhook.Delivery;
import dev.shutterhook.core.webhook.EventType;
import dev.shutterhook.core.webhook.Form;
import java.time.Instant;
import java.util.Objects;

/**
 * Writes the webhook that tells of a capture's end: its bytes are settled here, once, in the
 * dialect by which the capture came in.
 */
final class DeliveryDraft {
  private final CaptureDocument document;
  private final EndpointCheck endpoints;
  private final Ids ids;

  DeliveryDraft(CaptureDocument document, EndpointCheck endpoints, Ids ids) {
    this.document = document;
    this.endpoints = endpoints;
    this.ids = ids;
  }

  Delivery write(Capture ended, EventType type, Instant now, Instant expiresAt) {
    Callback callback = Objects.requireNonNull(ended.callback(), "nobody wants to be told");
    Dialect dialect = Dialects.of(ended.origin().dialect());
    Announcement announcement = dialect.announce(ended, type, now, document);
    return endpoints.check(
        Delivery.pending(
                ids.next(Id.Kind.DELIVERY),
                ids.next(Id.Kind.MESSAGE),
                ended.account(),
                ended.id(),
                type,
                callback.url(),
                announcement.body(),
                now,
                expiresAt)
            .as(new Form(dialect.name(), announcement.inlined()))
            .in(ended.trace())
            .prepare());
  }
}
