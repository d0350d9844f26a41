package dev.shutterhook.localcloud;

import java.util.ArrayDeque;
import java.util.Deque;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What must be ended, the last opened first. Thread-safe. */
final class Opened implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Opened.class);

  private final Deque<AutoCloseable> opened = new ArrayDeque<>();

  <T extends AutoCloseable> T track(T resource) {
    synchronized (opened) {
      opened.push(resource);
    }
    return resource;
  }

  /** Ends all; one that fails does not keep the others alive. */
  @Override
  public void close() {
    synchronized (opened) {
      while (!opened.isEmpty()) {
        try {
          opened.pop().close();
        } catch (Exception e) {
          LOG.warn("a part of the local cloud did not close", e);
        }
      }
    }
  }
}
