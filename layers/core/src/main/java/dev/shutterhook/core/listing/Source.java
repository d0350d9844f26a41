package dev.shutterhook.core.listing;

import dev.shutterhook.core.id.Id;
import java.util.List;
import java.util.Optional;

/** Where some of the records of a list come from. */
@FunctionalInterface
public interface Source<T> {
  /** The next ones, made before that one; the newest where it is empty. */
  Bit<T> read(Optional<Id> before);

  /** A record and its place. */
  record Entry<T>(Id id, T value) {}

  /**
   * What was read at a time.
   *
   * @param entries the newest first; perhaps none, even where there are more
   * @param last whether there are no more
   */
  record Bit<T>(List<Entry<T>> entries, boolean last) {
    public Bit {
      entries = List.copyOf(entries);
    }
  }
}
