package dev.shutterhook.localrunner.rie;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.shutterhook.core.fixture.RequestFixture;
import dev.shutterhook.core.render.RenderOrder;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Pages that need three gigabytes, one after the other in one container that has two. After each of
 * them the next capture is right, the function's own process is still the first, and the kernel had
 * to kill nobody.
 */
@Tag("rie")
class RenderMemoryTest {
  private static final int TEMPORARY_MB = 512;
  private static final int PAGE_SECONDS = 30;

  @TempDir private static Path folder;
  private static RenderStage stage;
  private static String runtime;

  @BeforeAll
  static void open() throws Exception {
    stage = RenderStage.open(folder, TEMPORARY_MB, Map.of());
    stage.takesTheNext(PAGE_SECONDS);
    runtime = stage.container.shell("pidof java");
  }

  @AfterAll
  static void close() {
    if (stage != null) {
      stage.close();
    }
  }

  private static RenderOrder hungry(String page) {
    return stage.orders.of(
        RequestFixture.aRequest()
            .with("url", stage.site.url(page))
            .with("timeout", 40)
            .with("wait_for_expression", "self.ended"));
  }

  @AfterEach
  void nothingElseDied() throws Exception {
    stage.takesTheNext(PAGE_SECONDS);
    assertEquals(runtime, stage.container.shell("pidof java"), stage.render::log);
    assertEquals(0, stage.container.killedByTheKernel());
  }

  /** What a script is refused by its engine it may go on without, as in any browser. */
  @ParameterizedTest
  @CsvSource({
    "objects, render_crashed",
    "strings, render_crashed",
    "nodes, render_crashed",
    "growing, render_crashed",
    "canvases, render_crashed",
    "assembly, render_crashed",
    "blobs, render_crashed",
    "buffers, rendered refused RangeError",
    "buffer, rendered refused RangeError",
    "bitmaps, rendered refused InvalidStateError",
    "workers, rendered refused",
    "webgl, rendered full",
    "frames, rendered",
    "database, render_crashed",
    "caches, render_crashed",
  })
  void endsWithItsCode(String page, String expected) throws Exception {
    RenderOrder order = hungry(page);
    assertEquals(
        "{\"batchItemFailures\":[]}",
        stage.render.invoke(stage.orders.lastTry(order)),
        stage.render::log);
    String outcome = stage.orders.outcome(order);
    assertTrue(outcome.startsWith(expected), outcome);
  }

  @Test
  void fourOfThemAtOnceEnd() throws Exception {
    List<RenderOrder> four =
        Stream.of("nodes", "strings", "canvases", "workers").map(RenderMemoryTest::hungry).toList();
    stage.render.invoke(stage.orders.lastTry(four.toArray(RenderOrder[]::new)));
    for (RenderOrder order : four) {
      assertEquals("render_crashed", stage.orders.outcome(order));
    }
  }
}
