package dev.shutterhook.core.table;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.SequencedMap;

/**
 * What was read a moment ago, so that it is not read again at once. It holds a bounded number of
 * values and throws away the one that it learnt first. Safe for threads.
 */
public final class ShortMemory<K, V> {
  private final int most;
  private final SequencedMap<K, Known<V>> known = new LinkedHashMap<>();

  /** Room for so many values, 1 at least. */
  public ShortMemory(int most) {
    if (most < 1) {
      throw new IllegalArgumentException("a memory has room for something");
    }
    this.most = most;
  }

  private record Known<V>(V value, Instant until) {}

  /** What is still remembered. */
  public synchronized Optional<V> recall(K key, Instant now) {
    return Optional.ofNullable(known.get(key))
        .filter(one -> now.isBefore(one.until()))
        .map(Known::value);
  }

  /** Remembers a value until then, in place of any other. */
  public synchronized void keep(K key, V value, Instant until) {
    known.remove(key);
    if (known.size() >= most) {
      known.pollFirstEntry();
    }
    known.put(key, new Known<>(value, until));
  }

  /** Lets the next look be a fresh one. */
  public synchronized void forget(K key) {
    known.remove(key);
  }
}
