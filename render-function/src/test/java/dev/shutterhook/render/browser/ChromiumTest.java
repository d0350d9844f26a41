package dev.shutterhook.render.browser;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.shutterhook.render.FoundChromium;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real: Chromium, its processes, its folder. */
class ChromiumTest {
  @TempDir private Path temporary;

  private Chromium start() {
    return Chromium.start(FoundChromium.program(), temporary);
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> files = Files.list(temporary)) {
      return files.toList();
    }
  }

  private static void signal(String name, List<ProcessHandle> processes) throws Exception {
    for (ProcessHandle process : processes) {
      new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start().waitFor();
    }
  }

  private static List<ProcessHandle> tree(Chromium chromium) {
    return Stream.concat(Stream.of(chromium.leader()), chromium.leader().descendants()).toList();
  }

  /** What was of its group, whoever the parent is now; a zombie runs nothing. */
  private static boolean anyRuns(Chromium chromium) {
    return GroupMembers.anyRuns(chromium.leader().pid());
  }

  @Test
  void leavesNoProcessAndNoFileBehind() throws IOException {
    Chromium chromium = start();
    List<ProcessHandle> tree = tree(chromium);
    assertTrue(chromium.healthy());
    assertTrue(tree.size() > 2, "a browser has children");
    assertTrue(anyRuns(chromium));
    chromium.close();
    assertFalse(anyRuns(chromium));
    assertEquals(List.of(), tree.stream().filter(ProcessHandle::isAlive).toList());
    assertEquals(List.of(), files());
  }

  @Test
  void leavesNothingBehindWhenItsFirstProcessWasKilled() throws Exception {
    Chromium chromium = start();
    List<ProcessHandle> tree = tree(chromium);
    signal("KILL", tree.subList(0, 1));
    await().atMost(Duration.ofSeconds(5)).until(() -> !chromium.leader().isAlive());
    chromium.close();
    assertFalse(anyRuns(chromium));
    assertEquals(List.of(), files());
  }

  @Test
  void isUnhealthyWhileItIsFrozenAndHealthyAgainAfterwards() throws Exception {
    try (Chromium chromium = start()) {
      List<ProcessHandle> tree = tree(chromium);
      signal("STOP", tree);
      assertFalse(chromium.healthy());
      signal("CONT", tree);
      await().atMost(Duration.ofSeconds(10)).until(chromium::healthy);
    }
  }

  @Test
  void canBeEndedWhileItIsFrozen() throws Exception {
    Chromium chromium = start();
    List<ProcessHandle> tree = tree(chromium);
    signal("STOP", tree);
    chromium.close();
    assertFalse(anyRuns(chromium));
  }

  @Test
  void removesTheFolderOfAJvmThatIsNoMore() throws IOException {
    // Process ids end at 4,194,304.
    Path stale = Files.createDirectory(temporary.resolve("shutterhook.9999999.1.x"));
    Path foreign = Files.createDirectory(temporary.resolve("somebody-elses"));
    Files.writeString(stale.resolve("file"), "left behind");
    ProfileFolder mine = ProfileFolder.create(temporary);
    ProfileFolder.removeStale(temporary);
    assertFalse(Files.exists(stale));
    assertTrue(Files.exists(foreign));
    assertTrue(Files.exists(mine.path()), "this JVM lives");
  }

  @Test
  void namesTheProgramThatDoesNotStart() throws IOException {
    Path broken = Files.writeString(temporary.resolve("broken"), "#!/bin/sh\necho no font >&2\n");
    assertTrue(broken.toFile().setExecutable(true));
    Exception e =
        assertThrows(BrowserStartException.class, () -> Chromium.start(broken, temporary));
    assertTrue(String.valueOf(e.getMessage()).contains("broken does not start"));
    assertEquals(List.of(broken), files());
  }
}
