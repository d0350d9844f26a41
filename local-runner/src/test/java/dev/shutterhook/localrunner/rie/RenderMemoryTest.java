package dev.shutterhook.localrunner.rie;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

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
  private static final int MEMORY_MB = 2048;
  private static final int TEMPORARY_MB = 512;

  @TempDir private static Path folder;
  private static LambdaStage stage;
  private static HungrySite site;
  private static RenderContainer container;
  private static EmulatedFunction render;
  private static Orders orders;
  private static String runtime;

  @BeforeAll
  static void open() throws Exception {
    assumeTrue(RenderContainer.image().isPresent(), RenderContainer.missing());
    stage = new LambdaStage(folder);
    site = new HungrySite();
    orders = new Orders(stage.cloud());
    container = stage.container(MEMORY_MB, TEMPORARY_MB);
    render = stage.inside(container, Map.of());
    takesTheNext();
    runtime = container.shell("pidof java");
  }

  @AfterAll
  static void close() {
    if (stage != null) {
      stage.close();
      site.close();
    }
  }

  private static RenderOrder hungry(String page) {
    return orders.of(
        RequestFixture.aRequest()
            .with("url", site.url(page))
            .with("timeout", 40)
            .with("wait_for_expression", "self.ended"));
  }

  private static void takesTheNext() throws Exception {
    RenderOrder order = orders.of(RequestFixture.aRequest().with("url", site.url("small")));
    render.invoke(orders.lastTry(order));
    assertEquals("rendered Small", orders.outcome(order), render::log);
  }

  @AfterEach
  void nothingElseDied() throws Exception {
    takesTheNext();
    assertEquals(runtime, container.shell("pidof java"), render::log);
    assertEquals(0, container.killedByTheKernel());
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
    assertEquals("{\"batchItemFailures\":[]}", render.invoke(orders.lastTry(order)), render::log);
    String outcome = orders.outcome(order);
    assertTrue(outcome.startsWith(expected), outcome);
  }

  @Test
  void fourOfThemAtOnceEnd() throws Exception {
    List<RenderOrder> four =
        Stream.of("nodes", "strings", "canvases", "workers").map(RenderMemoryTest::hungry).toList();
    render.invoke(orders.lastTry(four.toArray(RenderOrder[]::new)));
    for (RenderOrder order : four) {
      assertEquals("render_crashed", orders.outcome(order));
    }
  }
}
