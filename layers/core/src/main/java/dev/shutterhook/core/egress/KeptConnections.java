package dev.shutterhook.core.egress;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.Optional;

/**
 * Plain connections at rest, each bound for good to the destination that it was vetted for.
 * Thread-safe.
 */
final class KeptConnections {
  /** Twice what Chromium opens to one proxy. */
  static final int MAX_KEPT = 64;

  private record Kept(Destination destination, Wire wire) {}

  private final Deque<Kept> kept = new ArrayDeque<>();

  /** The one that rested for the shortest time. */
  synchronized Optional<Wire> take(Destination destination) {
    Iterator<Kept> newestFirst = kept.iterator();
    while (newestFirst.hasNext()) {
      Kept next = newestFirst.next();
      if (next.destination().equals(destination)) {
        newestFirst.remove();
        return Optional.of(next.wire());
      }
    }
    return Optional.empty();
  }

  synchronized void put(Destination destination, Wire wire) {
    kept.addFirst(new Kept(destination, wire));
    if (kept.size() > MAX_KEPT) {
      kept.removeLast().wire().close();
    }
  }

  /** Closes what has moved no byte for so long. */
  synchronized void closeIdle(long now, long idleNanos) {
    kept.removeIf(
        entry -> {
          boolean idle = now - entry.wire().lastMoved() >= idleNanos;
          if (idle) {
            entry.wire().close();
          }
          return idle;
        });
  }
}
