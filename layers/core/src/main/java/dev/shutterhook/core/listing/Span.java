package dev.shutterhook.core.listing;

import dev.shutterhook.core.id.Id;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A part of what is listed.
 *
 * @param partitions of the index, as {@link Listing#partition} spells them, in the order in which a
 *     record moves through them: so one that moves meanwhile is not missed
 * @param since made then or later
 * @param before made before this one; empty for the newest
 */
public record Span(List<String> partitions, Optional<Instant> since, Optional<Id> before) {
  public Span {
    partitions = List.copyOf(partitions);
    if (partitions.isEmpty()) {
      throw new IllegalArgumentException("some state must be meant");
    }
  }
}
