package dev.shutterhook.localrunner.rie;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.shutterhook.core.fixture.RequestFixture;
import dev.shutterhook.core.render.RenderOrder;
import java.nio.file.Path;
import java.util.Map;

/** A container of the render image with the function in it, and a site of pages that are hard. */
final class RenderStage implements AutoCloseable {
  private static final int MEMORY_MB = 2048;

  final LambdaStage lambda;
  final HungrySite site = new HungrySite();
  final Orders orders;
  final RenderContainer container;
  final EmulatedFunction render;

  private RenderStage(Path folder, int temporaryMb, Map<String, String> settings) throws Exception {
    lambda = new LambdaStage(folder);
    try {
      orders = new Orders(lambda.cloud());
      container = lambda.container(MEMORY_MB, temporaryMb);
      render = lambda.inside(container, settings);
    } catch (Exception e) {
      close();
      throw e;
    }
  }

  /**
   * Starts it; the test is skipped where there is no image.
   *
   * @param settings environment variables of the function
   */
  static RenderStage open(Path folder, int temporaryMb, Map<String, String> settings)
      throws Exception {
    assumeTrue(RenderContainer.image().isPresent(), RenderContainer.missing());
    return new RenderStage(folder, temporaryMb, settings);
  }

  RenderOrder order(String page, int timeoutSeconds) {
    return orders.of(
        RequestFixture.aRequest().with("url", site.url(page)).with("timeout", timeoutSeconds));
  }

  /** A capture of a small page is right. */
  void takesTheNext(int timeoutSeconds) throws Exception {
    RenderOrder order = order("small", timeoutSeconds);
    render.invoke(orders.lastTry(order));
    assertEquals("rendered Small", orders.outcome(order), render::log);
  }

  @Override
  public void close() {
    lambda.close();
    site.close();
  }
}
