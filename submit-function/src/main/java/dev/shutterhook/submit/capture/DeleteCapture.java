package dev.shutterhook.submit.capture;

import dev.shutterhook.core.account.Caller;
import dev.shutterhook.core.capture.Capture;
import dev.shutterhook.core.capture.CaptureDocument;
import dev.shutterhook.core.capture.CaptureStatus;
import dev.shutterhook.core.webhook.Delivery;
import dev.shutterhook.core.webhook.DeliveryStore;
import dev.shutterhook.submit.http.Answer;
import dev.shutterhook.submit.http.Endpoint;
import dev.shutterhook.submit.http.ProblemCode;
import dev.shutterhook.submit.http.Request;
import java.time.Duration;
import java.util.Optional;

/**
 * {@code DELETE /v1/captures/{id}}: what is queued is canceled, what has ended is deleted, and what
 * is being rendered is left alone.
 */
public final class DeleteCapture implements Endpoint {
  /** About what a capture takes. */
  static final Duration RETRY_AFTER = Duration.ofSeconds(2);

  private final CaptureLookup captures;
  private final Cancellation cancellation;
  private final Removal removal;
  private final DeliveryStore deliveries;
  private final CaptureDocument document;

  public DeleteCapture(
      CaptureLookup captures,
      Cancellation cancellation,
      Removal removal,
      DeliveryStore deliveries,
      CaptureDocument document) {
    this.captures = captures;
    this.cancellation = cancellation;
    this.removal = removal;
    this.deliveries = deliveries;
    this.document = document;
  }

  @Override
  public Answer answer(Request request, Caller caller, String variable) {
    return captures
        .find(caller.account(), variable)
        .map(this::delete)
        .orElseGet(CaptureLookup::notFound);
  }

  private Answer delete(Capture capture) {
    return switch (capture.status()) {
      case QUEUED ->
          cancellation.cancel(capture).map(this::canceled).orElseGet(CaptureLookup::notFound);
      case RENDERING -> tooLate(capture);
      case COMPLETED, FAILED, CANCELED -> {
        confirm(capture);
        removal.remove(capture);
        yield new Answer.Nothing();
      }
    };
  }

  /** Its webhook may still be on its way, and then nobody else can say that it is committed. */
  private void confirm(Capture capture) {
    capture.told().stream()
        .map(deliveries::find)
        .flatMap(Optional::stream)
        .filter(Delivery::prepared)
        .forEach(delivery -> deliveries.confirm(delivery.outline()));
  }

  /** What has ended while it should be canceled is kept: its client has not seen it yet. */
  private Answer canceled(Capture after) {
    return after.status() == CaptureStatus.CANCELED
        ? Answer.Reply.ok(document.of(after))
        : tooLate(after);
  }

  private static Answer tooLate(Capture capture) {
    return Answer.Problem.passing(
        ProblemCode.CONFLICT,
        "The capture is "
            + capture.status().code()
            + " by now; it can be deleted when it has ended.",
        RETRY_AFTER);
  }
}
