package dev.shutterhook.core.cache;

import dev.shutterhook.core.id.Id;
import java.time.Duration;
import java.time.Instant;

/**
 * That a capture answers requests that are equal to its own.
 *
 * @param capture which
 * @param completedAt when it was
 */
public record CacheEntry(Id capture, Instant completedAt) {
  /** Whether it is no older than that. */
  public boolean within(Duration ttl, Instant now) {
    return now.isBefore(completedAt.plus(ttl));
  }
}
