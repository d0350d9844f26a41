package dev.shutterhook.localrunner.rie;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.shutterhook.core.fixture.RequestFixture;
import dev.shutterhook.core.render.RenderOrder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A container of the render image over a long life among bad pages and full disks. */
@Tag("rie")
class RenderLifeTest {
  private static final int MEMORY_MB = 2048;
  private static final int TEMPORARY_MB = 256;
  private static final int BATCH = 4;
  private static final int SETTLED_AFTER = 40;

  /** The browser is not recycled before. */
  private static final int CAPTURES = 240;

  @TempDir private Path folder;
  private LambdaStage stage;
  private HungrySite site;
  private Orders orders;
  private RenderContainer container;
  private EmulatedFunction render;

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
    assumeTrue(RenderContainer.image().isPresent(), RenderContainer.missing());
    stage = new LambdaStage(folder);
    site = new HungrySite();
    orders = new Orders(stage.cloud());
    container = stage.container(MEMORY_MB, TEMPORARY_MB);
    render = stage.inside(container, Map.of());
  }

  @AfterEach
  void close() {
    if (stage != null) {
      stage.close();
      site.close();
    }
  }

  private RenderOrder order(String page) {
    return orders.of(
        RequestFixture.aRequest().with("url", site.url(page)).with("timeout", 10));
  }

  private List<String> taken(String... pages) throws Exception {
    RenderOrder[] batch = Stream.of(pages).map(this::order).toArray(RenderOrder[]::new);
    render.invoke(orders.lastTry(batch));
    return Stream.of(batch).map(orders::outcome).toList();
  }

  private void takesABatch() throws Exception {
    String[] pages = Stream.generate(() -> "small").limit(BATCH).toArray(String[]::new);
    assertEquals(
        Stream.generate(() -> "rendered Small").limit(BATCH).toList(), taken(pages), render::log);
  }

  @Test
  void twoHundredCapturesLeaveNothingBehind() throws Exception {
    for (int i = 0; i < SETTLED_AFTER; i += BATCH) {
      takesABatch();
    }
    Held before = Held.by(container);
    for (int i = SETTLED_AFTER; i < CAPTURES; i += BATCH) {
      takesABatch();
    }
    Held after = Held.by(container);
    String both = before + " " + after;
    System.out.println(both);
    assertTrue(after.files() <= before.files() + 4, both);
    assertTrue(after.descriptors() <= before.descriptors() + 16, both);
    assertTrue(after.processes() <= before.processes() + 2, both);
    assertTrue(after.ownKib() <= before.ownKib() * 1.25, both);
  }

  @Test
  void batchesAroundHostilePagesAreUnharmed() throws Exception {
    takesABatch();
    String runtime = container.shell("pidof java");
    for (String hostile :
        List.of("nodes", "windows", "busy", "forks", "lasting", "caches", "workers")) {
      List<String> outcomes = taken("small", hostile, "small");
      System.out.println(hostile + " " + outcomes);
      assertTrue(!outcomes.contains("nothing"), outcomes::toString);
      takesABatch();
    }
    assertEquals(runtime, container.shell("pidof java"), render::log);
  }

  @Test
  void goesOnWhenTheDiskHasRoomAgain() throws Exception {
    takesABatch();
    String runtime = container.shell("pidof java");
    fill();
    System.out.println("full " + taken("small"));
    // Nor can a new browser start.
    container.shell("kill -9 $(pidof chromium-headless-shell)");
    System.out.println("full, new browser " + taken("small"));
    container.shell("rm /tmp/filler");
    takesABatch();
    assertEquals(runtime, container.shell("pidof java"), render::log);
    assertEquals(1, folders());
  }

  @Test
  void takesAnEnvironmentWhoseDiskIsFull() throws Exception {
    IntStream.range(0, 1).forEach(i -> {});
    fillBeforeTheFirst();
  }

  private void fillBeforeTheFirst() throws Exception {
    RenderOrder first = order("small");
    // The emulator starts the runtime with the first event.
    fill();
    render.invoke(orders.lastTry(first));
    System.out.println("first, full " + orders.outcome(first));
    container.shell("rm /tmp/filler");
    takesABatch();
  }

  private void fill() throws IOException {
    container.shell("cat /dev/zero >/tmp/filler 2>/dev/null; df /tmp | tail -1");
  }

  private int folders() throws IOException {
    return Integer.parseInt(container.shell("ls -d /tmp/shutterhook.* | wc -l"));
  }
}
