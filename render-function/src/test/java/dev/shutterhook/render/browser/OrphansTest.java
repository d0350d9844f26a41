package dev.shutterhook.render.browser;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Processes are real, the kernel says whose they are. */
class OrphansTest {
  private static final String LEADER = "sleep 1000 & echo $!; exec sleep 1000";

  private final Process leader;
  private final long child;

  OrphansTest() throws IOException {
    leader = new ProcessBuilder("setsid", "sh", "-c", LEADER).start();
    child = Long.parseLong(leader.inputReader().readLine());
  }

  @AfterEach
  void end() {
    leader.destroyForcibly();
    ProcessHandle.of(child).ifPresent(ProcessHandle::destroyForcibly);
  }

  @Test
  void areGivenToThisProcessAndCollected() throws Exception {
    Orphans.adopt();
    leader.destroyForcibly().waitFor();
    ProcessHandle orphan = ProcessHandle.of(child).orElseThrow();
    await().until(() -> orphan.parent().equals(Optional.of(ProcessHandle.current())));

    assertTrue(Orphans.collect(leader.pid()), "it runs");

    orphan.destroyForcibly();
    await().until(() -> !Orphans.collect(leader.pid()));
    assertFalse(Files.exists(Path.of("/proc", Long.toString(child))), "no zombie either");
  }
}
