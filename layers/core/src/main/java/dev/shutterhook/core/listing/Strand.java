package dev.shutterhook.core.listing;

import dev.shutterhook.core.id.Id;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;

/** One source of a list, the newest first, read bit by bit. Not for threads. */
final class Strand<T> {
  private final Source<T> source;
  private final Queue<Source.Entry<T>> read = new ArrayDeque<>();
  private Optional<Id> before;
  private boolean atEnd;

  Strand(Source<T> source, Optional<Id> before) {
    this.source = source;
    this.before = before;
  }

  boolean hasHead() {
    return !read.isEmpty();
  }

  boolean mustRead() {
    return read.isEmpty() && !atEnd;
  }

  Source.Entry<T> head() {
    return read.element();
  }

  Source.Entry<T> take() {
    return read.remove();
  }

  void read() {
    Source.Bit<T> bit = source.read(before);
    read.addAll(bit.entries());
    atEnd = bit.last();
    if (!bit.entries().isEmpty()) {
      before = Optional.of(bit.entries().getLast().id());
    }
  }
}
