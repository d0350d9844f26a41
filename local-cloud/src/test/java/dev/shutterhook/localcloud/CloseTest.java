package dev.shutterhook.localcloud;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A closed cloud holds no JVM. */
class CloseTest {
  private static final Duration WITHIN = Duration.ofSeconds(4);

  @Test
  void leavesNoThreadThatHoldsTheJvm(@TempDir Path folder) {
    Set<Thread> before = holding();
    LocalCloud.start(Fixtures.cloudTemplate(folder), Map.of(), Storage.inMemory()).close();
    await()
        .pollInSameThread()
        .atMost(WITHIN)
        .untilAsserted(
            () -> {
              Set<Thread> left = holding();
              left.removeAll(before);
              assertEquals(Set.of(), left);
            });
  }

  private static Set<Thread> holding() {
    Set<Thread> threads = new HashSet<>(Thread.getAllStackTraces().keySet());
    threads.removeIf(Thread::isDaemon);
    return threads;
  }
}
