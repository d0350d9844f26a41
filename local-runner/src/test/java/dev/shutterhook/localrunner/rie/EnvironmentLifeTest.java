package dev.shutterhook.localrunner.rie;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.shutterhook.core.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One environment of a zip function over a long life, in AWS's runtime. */
@Tag("rie")
class EnvironmentLifeTest {
  private static final int EVENTS = 10_000;

  /** By then the compiler and the heap have found their size. */
  private static final int SETTLED_AFTER = 3_000;

  /**
   * Longer than the emulated table keeps an idle connection, which is closed while nobody looks.
   */
  private static final Duration FROZEN = Duration.ofSeconds(40);

  /** What is measured twice and may not grow. */
  private record Held(long residentKib, long files, long descriptors, long threads) {
    static Held by(EmulatedFunction function, Path temporary) throws IOException {
      Path proc = Path.of("/proc", String.valueOf(function.runtime().getFirst().pid()));
      return new Held(
          status(proc, "VmRSS:"),
          count(temporary),
          count(proc.resolve("fd")),
          status(proc, "Threads:"));
    }

    private static long status(Path proc, String name) throws IOException {
      try (Stream<String> lines = Files.lines(proc.resolve("status"))) {
        String line = lines.filter(l -> l.startsWith(name)).findFirst().orElseThrow();
        return Long.parseLong(line.replaceAll("\\D", ""));
      }
    }

    private static long count(Path folder) throws IOException {
      try (Stream<Path> files = Files.list(folder)) {
        return files.count();
      }
    }
  }

  private static int status(EmulatedFunction function, String event) throws InterruptedException {
    return Json.tree(function.invoke(event)).path("statusCode").asInt();
  }

  @Test
  void tenThousandEventsLeaveNothingBehind(@TempDir Path folder) throws Exception {
    try (LambdaStage stage = new LambdaStage(folder);
        EmulatedFunction submit = stage.zip("SubmitFunction")) {
      String event = stage.event("list-deliveries.json");
      for (int i = 0; i < SETTLED_AFTER; i++) {
        assertEquals(200, status(submit, event));
      }
      Held before = Held.by(submit, stage.temporary());
      for (int i = SETTLED_AFTER; i < EVENTS; i++) {
        assertEquals(200, status(submit, event));
      }
      Held after = Held.by(submit, stage.temporary());
      String both = before + " " + after;
      assertEquals(before.files(), after.files(), both);
      assertTrue(after.descriptors() <= before.descriptors() + 2, both);
      assertTrue(after.threads() <= before.threads() + 2, both);
      assertTrue(after.residentKib() <= before.residentKib() * 1.15, both);
    }
  }

  @Test
  void goesOnAfterItWasFrozen(@TempDir Path folder) throws Exception {
    try (LambdaStage stage = new LambdaStage(folder);
        EmulatedFunction submit = stage.zip("SubmitFunction")) {
      String event = stage.event("submit-capture.json");
      assertEquals(202, status(submit, event));
      signal(submit, "STOP");
      await().pollDelay(FROZEN).atMost(FROZEN.multipliedBy(2)).until(() -> true);
      signal(submit, "CONT");
      assertEquals(202, status(submit, event), submit::log);
    }
  }

  private static void signal(EmulatedFunction function, String name) throws Exception {
    String process = String.valueOf(function.runtime().getFirst().pid());
    assertEquals(0, new ProcessBuilder("kill", "-" + name, process).start().waitFor());
  }
}
