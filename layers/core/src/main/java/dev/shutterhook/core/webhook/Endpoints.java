package dev.shutterhook.core.webhook;

import dev.shutterhook.core.table.ShortMemory;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * The health of endpoints, remembered for a moment. While all is well it costs at most one read for
 * a delivery, mostly none, and no write. Safe for threads.
 */
public final class Endpoints {
  /** What others have noted is known so late at most. */
  public static final Duration MAX_AGE = Duration.ofSeconds(5);

  public static final int MAX_ENDPOINTS = 1_000;

  /**
   * A change that others were quicker than so often is dropped: it is one of many that say the
   * same, and the next attempt says it again.
   */
  public static final int MAX_TRIES = 5;

  private final EndpointStore store;
  private final InstantSource clock;
  private final ShortMemory<Place, EndpointHealth> known = new ShortMemory<>(MAX_ENDPOINTS);

  public Endpoints(EndpointStore store, InstantSource clock) {
    this.store = store;
    this.clock = clock;
  }

  private record Place(String account, String host) {}

  /**
   * A change that was stored.
   *
   * @param before how it was
   * @param after how it is
   */
  public record Change(EndpointHealth before, EndpointHealth after) {}

  /** The health of an account's endpoint at a host, at most {@link #MAX_AGE} old. */
  public EndpointHealth of(String account, String host) {
    Place place = new Place(account, host);
    Instant now = clock.instant();
    return known.recall(place, now).orElseGet(() -> learned(place, now));
  }

  /**
   * Takes the probe of an endpoint for whoever calls. False where somebody else has it, or the
   * endpoint is no longer as it was.
   *
   * @param health of which {@link EndpointHealth#passage} says that it may be probed
   */
  public boolean probe(String account, String host, EndpointHealth health, Instant now) {
    known.forget(new Place(account, host));
    return store.store(account, host, health.probed(now), now);
  }

  /** Notes what follows from an attempt; empty where nothing does, or others were quicker. */
  public Optional<Change> note(
      String account, String host, UnaryOperator<EndpointHealth> consequence) {
    EndpointHealth before = of(account, host);
    for (int tries = 0; tries < MAX_TRIES; tries++) {
      EndpointHealth after = consequence.apply(before);
      if (after.equals(before)) {
        return Optional.empty();
      }
      Instant now = clock.instant();
      known.forget(new Place(account, host));
      if (store.store(account, host, after, now)) {
        return Optional.of(new Change(before, after));
      }
      before = learned(new Place(account, host), now);
    }
    return Optional.empty();
  }

  /** Lets the next look at an endpoint be a fresh one. */
  public void forget(String account, String host) {
    known.forget(new Place(account, host));
  }

  private EndpointHealth learned(Place place, Instant now) {
    EndpointHealth health = store.find(place.account(), place.host(), now);
    known.keep(place, health, now.plus(MAX_AGE));
    return health;
  }
}
