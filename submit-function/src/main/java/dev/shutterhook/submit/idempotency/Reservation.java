package dev.shutterhook.submit.idempotency;

import dev.shutterhook.core.id.Id;
import java.time.Instant;
import java.util.Optional;

/**
 * That somebody works on a request, or has: what is stored of a key.
 *
 * @param place the key's item; nothing of the key can be read from it
 * @param fingerprint of the request: another one may not use the key
 * @param id of what the request makes, whoever does the work and however often
 * @param holder the request that does the work
 * @param leaseUntil somebody else may do it from then on
 * @param answer what was answered; empty while somebody works
 * @param expiresAt in whole seconds; from then on it counts for nothing
 */
record Reservation(
    String place,
    String fingerprint,
    Id id,
    Id holder,
    Instant leaseUntil,
    Optional<KeptAnswer> answer,
    Instant expiresAt) {

  /** The same work, from now on of somebody else. */
  Reservation takenOver(Id by, Instant until) {
    return new Reservation(place, fingerprint, id, by, until, answer, expiresAt);
  }

  boolean leased(Instant now) {
    return now.isBefore(leaseUntil);
  }

  boolean expired(Instant now) {
    return !now.isBefore(expiresAt);
  }
}
