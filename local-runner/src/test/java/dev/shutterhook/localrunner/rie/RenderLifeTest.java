package dev.shutterhook.localrunner.rie;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.shutterhook.core.render.RenderOrder;
import dev.shutterhook.render.browser.BrowserSupervisor;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A container of the render image over a long life among bad pages and full disks. */
@Tag("rie")
class RenderLifeTest {
  private static final int TEMPORARY_MB = 256;
  private static final int BATCH = 4;
  private static final int PAGE_SECONDS = 10;
  private static final int TRIES = 3;
  private static final int SETTLED_AFTER = 40;

  /** The browser is recycled twice meanwhile. */
  private static final int CAPTURES = 2 * BrowserSupervisor.RECYCLE_AFTER + 60;

  /**
   * The JDK's HTTP client leaves some connections that a server has ended to the garbage collector:
   * in 640 captures up to 50 more, and none after each collection.
   */
  private static final int MOST_SPENT_CONNECTIONS = 64;

  @TempDir private Path folder;
  private RenderStage stage;

  /** What is measured twice and may not grow. */
  private record Held(int files, int descriptors, int processes, int ownKib) {
    static Held by(RenderContainer container) throws IOException {
      String counted =
          container.shell(
              "find /tmp | wc -l; ls -d /proc/[0-9]*/fd/* 2>/dev/null | wc -l; ls -d"
                  + " /proc/[0-9]* | wc -l; cat /proc/[0-9]*/status 2>/dev/null"
                  + " | awk '/^RssAnon:/ {sum += $2} END {print sum}'");
      List<Integer> all = Arrays.stream(counted.split("\\s+")).map(Integer::valueOf).toList();
      return new Held(all.get(0), all.get(1), all.get(2), all.get(3));
    }
  }

  @BeforeEach
  void open() throws Exception {
    stage = RenderStage.open(folder, TEMPORARY_MB, Map.of());
  }

  @AfterEach
  void close() {
    if (stage != null) {
      stage.close();
    }
  }

  private List<String> taken(String... pages) throws Exception {
    List<RenderOrder> batch =
        Stream.of(pages).map(page -> stage.order(page, PAGE_SECONDS)).toList();
    List<RenderOrder> left = batch;
    // What a renderer leaves comes again.
    for (int i = 0; i < TRIES && !left.isEmpty(); i++) {
      stage.render.invoke(stage.orders.lastTry(left.toArray(RenderOrder[]::new)));
      left = left.stream().filter(order -> stage.orders.outcome(order).equals("nothing")).toList();
    }
    return batch.stream().map(stage.orders::outcome).toList();
  }

  private void takesABatch() throws Exception {
    String[] pages = Stream.generate(() -> "small").limit(BATCH).toArray(String[]::new);
    assertEquals(
        Stream.generate(() -> "rendered Small").limit(BATCH).toList(),
        taken(pages),
        stage.render::log);
  }

  @Test
  void capturesAndTheirBrowsersLeaveNothingBehind() throws Exception {
    for (int i = 0; i < SETTLED_AFTER; i += BATCH) {
      takesABatch();
    }
    Held before = Held.by(stage.container);
    for (int i = SETTLED_AFTER; i < CAPTURES; i += BATCH) {
      takesABatch();
    }
    // Processes may be on their way out.
    await().untilAsserted(() -> assertNoMore(before, Held.by(stage.container)));
  }

  private static void assertNoMore(Held before, Held after) {
    String both = before + " " + after;
    assertTrue(after.files() <= before.files() + 4, both);
    assertTrue(after.descriptors() <= before.descriptors() + MOST_SPENT_CONNECTIONS, both);
    assertTrue(after.processes() <= before.processes() + 2, both);
    assertTrue(after.ownKib() <= before.ownKib() * 1.25, both);
  }

  @Test
  void batchesAroundHostilePagesAreUnharmed() throws Exception {
    takesABatch();
    String runtime = stage.container.shell("pidof java");
    for (String hostile :
        List.of("nodes", "windows", "busy", "forks", "lasting", "caches", "workers")) {
      List<String> outcomes = taken("small", hostile, "small");
      assertEquals("rendered Small", outcomes.getFirst(), hostile);
      assertEquals("rendered Small", outcomes.getLast(), hostile);
      assertNotEquals("nothing", outcomes.get(1), hostile);
      takesABatch();
    }
    assertEquals(runtime, stage.container.shell("pidof java"), stage.render::log);
  }

  @Test
  void goesOnWhenTheDiskHasRoomAgain() throws Exception {
    takesABatch();
    String runtime = stage.container.shell("pidof java");
    fill();
    assertEquals(List.of("render_crashed"), taken("small"));
    stage.container.shell("kill -9 $(pidof chromium-headless-shell)");
    assertEquals(List.of("render_crashed"), taken("small"), "by a new browser");
    stage.container.shell("rm /tmp/filler");
    takesABatch();
    assertEquals(runtime, stage.container.shell("pidof java"), stage.render::log);
    assertEquals(1, folders());
  }

  /** The emulator starts the runtime with the first event. */
  @Test
  void startsWhenTheDiskHasRoomAgain() throws Exception {
    stage.container.awaitUp();
    fill();
    assertEquals(List.of("nothing"), taken("small"));
    stage.container.shell("rm /tmp/filler");
    takesABatch();
  }

  private void fill() throws IOException {
    stage.container.shell("cat /dev/zero >/tmp/filler 2>/dev/null; df /tmp | tail -1");
  }

  private int folders() throws IOException {
    return Integer.parseInt(stage.container.shell("ls -d /tmp/shutterhook.* | wc -l"));
  }
}
