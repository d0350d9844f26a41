package dev.shutterhook.core.listing;

import dev.shutterhook.core.id.Id;
import java.util.List;
import java.util.Optional;

/**
 * Some entries of a list, the newest first.
 *
 * @param entries at most as many as were asked for; perhaps fewer, even where there are more
 * @param next where the list goes on; empty at its end
 */
public record Page<T>(List<T> entries, Optional<Id> next) {
  public Page {
    entries = List.copyOf(entries);
  }
}
