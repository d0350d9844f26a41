package dev.shutterhook.submit.capture;

import dev.shutterhook.core.cache.CacheEntry;
import dev.shutterhook.core.cache.CacheStore;
import dev.shutterhook.core.capture.Capture;
import dev.shutterhook.core.capture.CaptureStatus;
import dev.shutterhook.core.capture.CaptureStore;
import dev.shutterhook.core.capture.PictureStore;
import dev.shutterhook.core.render.Artifact;
import dev.shutterhook.core.settle.Endings;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Answers a request by an earlier capture that was asked for alike. The files are copied: whoever
 * deletes one of the two does no harm to the other. Safe for threads.
 */
public final class Reuse {
  private final CacheStore cache;
  private final CaptureStore captures;
  private final PictureStore pictures;
  private final Endings endings;

  public Reuse(CacheStore cache, CaptureStore captures, PictureStore pictures, Endings endings) {
    this.cache = cache;
    this.captures = captures;
    this.pictures = pictures;
    this.endings = endings;
  }

  /**
   * A capture at its end, by the earlier one, its files copied and its record not yet stored. Empty
   * where none is fresh enough, or where that one was deleted.
   *
   * @param asked as it was asked for just now
   */
  Optional<Capture> find(Capture asked, Instant now) {
    String key = asked.origin().cache().key();
    if (key == null) {
      return Optional.empty();
    }
    return cache
        .find(key)
        .filter(entry -> entry.within(asked.options().caching().cacheTtl(), now))
        .map(CacheEntry::capture)
        .flatMap(captures::find)
        .filter(earlier -> earlier.status() == CaptureStatus.COMPLETED)
        .flatMap(earlier -> copied(earlier, asked));
  }

  /** Stores it, and sends its webhook on its way. Empty where there is a capture of this id. */
  Optional<Capture> store(Capture found, Instant expiresAt) {
    return endings.create(found, expiresAt);
  }

  private Optional<Capture> copied(Capture earlier, Capture asked) {
    List<Artifact> copies = new ArrayList<>();
    for (Artifact artifact : earlier.artifacts()) {
      Optional<Artifact> copy = pictures.copy(artifact, asked.id());
      if (copy.isEmpty()) {
        return Optional.empty();
      }
      copies.add(copy.get());
    }
    return Optional.of(asked.answeredBy(earlier, copies));
  }
}
