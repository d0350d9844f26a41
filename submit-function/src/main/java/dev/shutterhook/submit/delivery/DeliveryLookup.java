package dev.shutterhook.submit.delivery;

import dev.shutterhook.core.id.Id;
import dev.shutterhook.core.webhook.DeliveryHistory;
import dev.shutterhook.core.webhook.DeliveryStore;
import dev.shutterhook.submit.http.Answer;
import dev.shutterhook.submit.http.ProblemCode;
import java.time.InstantSource;
import java.util.Optional;

/** Finds deliveries for the account that owns them; to others they do not exist. */
final class DeliveryLookup {
  private final DeliveryStore deliveries;
  private final InstantSource clock;

  DeliveryLookup(DeliveryStore deliveries, InstantSource clock) {
    this.deliveries = deliveries;
    this.clock = clock;
  }

  /** What is answered for an id that is malformed, unknown or somebody else's, all alike. */
  static Answer notFound() {
    return Answer.Problem.of(ProblemCode.NOT_FOUND, "There is no delivery with this id.");
  }

  Optional<DeliveryHistory> find(String account, String text) {
    return Id.parse(Id.Kind.DELIVERY, text).flatMap(id -> find(account, id));
  }

  /** The table deletes late, so that the time itself is compared. */
  Optional<DeliveryHistory> find(String account, Id id) {
    return deliveries
        .history(id)
        .filter(history -> history.delivery().account().equals(account))
        .filter(history -> clock.instant().isBefore(history.delivery().expiresAt()));
  }
}
