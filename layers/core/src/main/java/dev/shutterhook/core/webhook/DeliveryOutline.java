package dev.shutterhook.core.webhook;

import dev.shutterhook.core.id.Id;
import dev.shutterhook.core.queue.WorkQueue;
import dev.shutterhook.core.request.WebUrl;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Set;

/**
 * A delivery without its bytes, which lists do not need.
 *
 * @param id its id
 * @param message the receiver's id of it, the same on every attempt
 * @param account whose capture it is about
 * @param capture what it is about: a capture or a batch; a sample's id where there is no such
 * @param type the event
 * @param url the receiver
 * @param progress how far it is
 * @param createdAt when the event came to be
 * @param expiresAt when it and its attempts may be deleted; after that it is not there any more
 */
public record DeliveryOutline(
    Id id,
    Id message,
    String account,
    Id capture,
    EventType type,
    WebUrl url,
    DeliveryProgress progress,
    Instant createdAt,
    Instant expiresAt) {
  private static final Set<Id.Kind> SUBJECTS =
      EnumSet.of(Id.Kind.CAPTURE, Id.Kind.BATCH, Id.Kind.RUN, Id.Kind.SAMPLE);

  public DeliveryOutline {
    if (id.kind() != Id.Kind.DELIVERY
        || message.kind() != Id.Kind.MESSAGE
        || !SUBJECTS.contains(capture.kind())) {
      throw new IllegalArgumentException("a delivery carries a message about something");
    }
  }

  /** Whether it tells of nothing that happened: it is attempted once. */
  public boolean sample() {
    return capture.kind() == Id.Kind.SAMPLE;
  }

  /** What puts its present generation on its way; no receiver crowds out the others. */
  public WorkQueue.Addressed ticket() {
    return ticket(progress.generation());
  }

  /** The same for another generation. */
  public WorkQueue.Addressed ticket(int generation) {
    return new WorkQueue.Addressed(DeliveryTicket.of(id, generation), url.uri().getHost());
  }

  /** The receiver's host, by which endpoints are told apart. */
  public String host() {
    return url.endpoint();
  }
}
