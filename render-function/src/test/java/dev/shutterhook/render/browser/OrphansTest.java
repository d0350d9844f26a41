package dev.shutterhook.render.browser;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
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
    await().until(() -> stat().get(1).equals(Long.toString(ProcessHandle.current().pid())));

    assertTrue(Orphans.collect(leader.pid()), "it runs");

    ProcessHandle.of(child).orElseThrow().destroyForcibly();
    await().until(() -> stat().getFirst().equals("Z"));
    assertFalse(Orphans.collect(leader.pid()));
    assertFalse(Files.exists(proc()));
  }

  /** State and parent, by proc(5). */
  private List<String> stat() throws IOException {
    String stat = Files.readString(proc().resolve("stat"), StandardCharsets.ISO_8859_1);
    return List.of(stat.substring(stat.lastIndexOf(')') + 2).split(" "));
  }

  private Path proc() {
    return Path.of("/proc", Long.toString(child));
  }
}
