package dev.shutterhook.core.options;

import dev.shutterhook.core.request.Fields;
import dev.shutterhook.core.request.Range;
import java.time.Duration;

/**
 * Whether a capture that was made before will do.
 *
 * @param cacheTtl how old it may be; zero where none will do
 */
public record Caching(Duration cacheTtl) {
  /** Thirty days. */
  public static final Range TTL = new Range(0, 2_592_000, "s");

  public static final Caching NONE = new Caching(Duration.ZERO);

  public Caching {
    TTL.require("cache_ttl", cacheTtl.toMillis() / 1000.0);
  }

  /** Whether the client asks for it. */
  public boolean wanted() {
    return cacheTtl.isPositive();
  }

  static Caching read(Fields fields) {
    return fields
        .integer("cache_ttl", TTL)
        .map(seconds -> new Caching(Duration.ofSeconds(seconds)))
        .orElse(NONE);
  }
}
