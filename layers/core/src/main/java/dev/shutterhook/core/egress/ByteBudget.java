package dev.shutterhook.core.egress;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicLong;

/** Counts what a session receives and sends, up to its end. Thread-safe. */
final class ByteBudget {
  /** The session has no byte left. */
  static final class Spent extends IOException {
    Spent() {
      super("the session has spent its bytes");
    }
  }

  private final long maxBytes;
  private final AtomicLong received = new AtomicLong();
  private final AtomicLong sent = new AtomicLong();

  ByteBudget(long maxBytes) {
    this.maxBytes = maxBytes;
  }

  void receive(int bytes) throws Spent {
    received.addAndGet(bytes);
    requireRest();
  }

  void send(int bytes) throws Spent {
    sent.addAndGet(bytes);
    requireRest();
  }

  long received() {
    return received.get();
  }

  boolean isSpent() {
    return received.get() + sent.get() > maxBytes;
  }

  private void requireRest() throws Spent {
    if (isSpent()) {
      throw new Spent();
    }
  }
}
