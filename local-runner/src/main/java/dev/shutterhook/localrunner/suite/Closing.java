package dev.shutterhook.localrunner.suite;

import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Closes several things side by side: each may take its whole grace, together no more than one. */
final class Closing {
  private static final Logger log = LoggerFactory.getLogger(Closing.class);

  private Closing() {}

  static void atOnce(List<? extends AutoCloseable> all) {
    List<Thread> threads =
        all.stream().map(one -> Thread.ofPlatform().start(() -> close(one))).toList();
    for (Thread thread : threads) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }

  private static void close(AutoCloseable one) {
    try {
      one.close();
    } catch (Exception e) {
      log.warn("close.failed {}", one.getClass().getSimpleName(), e);
    }
  }
}
