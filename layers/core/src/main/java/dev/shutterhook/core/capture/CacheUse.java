package dev.shutterhook.core.capture;

import org.jspecify.annotations.Nullable;

/**
 * What the cache has to do with a capture.
 *
 * @param key under which equal requests find it; null where its client asked for no such thing
 * @param hit whether it was answered by an earlier one
 */
public record CacheUse(@Nullable String key, boolean hit) {
  /** Nothing. */
  public static final CacheUse NONE = new CacheUse(null, false);
}
