package dev.shutterhook.core.settle;

import dev.shutterhook.core.capture.Callback;
import dev.shutterhook.core.capture.Capture;
import dev.shutterhook.core.capture.CaptureDocument;
import dev.shutterhook.core.id.Id;
import dev.shutterhook.core.id.Ids;
import dev.shutterhook.core.webhook.Delivery;
import dev.shutterhook.core.webhook.EventType;
import dev.shutterhook.core.webhook.WebhookBody;
import java.time.Instant;
import java.util.Objects;

/** Writes the webhook that tells of a capture's end: its bytes are settled here, once. */
public final class DeliveryDraft {
  private final CaptureDocument document;
  private final EndpointCheck endpoints;
  private final Ids ids;

  /** What a webhook has for its capture. */
  private static final int MAX_DOCUMENT_BYTES =
      WebhookBody.MAX_BYTES - WebhookBody.MAX_ENVELOPE_BYTES;

  public DeliveryDraft(CaptureDocument document, EndpointCheck endpoints, Ids ids) {
    this.document = document;
    this.endpoints = endpoints;
    this.ids = ids;
  }

  Delivery write(Capture ended, EventType type, Instant now, Instant expiresAt) {
    Callback callback = Objects.requireNonNull(ended.callback(), "nobody wants to be told");
    return endpoints.check(
        Delivery.pending(
                ids.next(Id.Kind.DELIVERY),
                ids.next(Id.Kind.MESSAGE),
                ended.account(),
                ended.id(),
                type,
                callback.url(),
                WebhookBody.write(type, now, document.within(ended, MAX_DOCUMENT_BYTES)),
                now,
                expiresAt)
            .in(ended.trace()));
  }
}
