package dev.shutterhook.submit.capture;

import dev.shutterhook.core.capture.Capture;
import dev.shutterhook.core.capture.CaptureStore;
import dev.shutterhook.core.options.Source;
import dev.shutterhook.core.queue.WorkQueue;
import dev.shutterhook.core.render.RenderOrder;
import java.time.InstantSource;

/** Where a stored capture becomes an order in the render queue. */
public final class OrderDesk {
  private final WorkQueue renderQueue;
  private final CaptureStore captures;
  private final InstantSource clock;

  public OrderDesk(WorkQueue renderQueue, CaptureStore captures, InstantSource clock) {
    this.renderQueue = renderQueue;
    this.captures = captures;
    this.clock = clock;
  }

  /**
   * Sends the order first and moves the outbox mark then: a crash between the two sends it twice,
   * which is harmless; the other way round it would be lost for as long as an order may take.
   *
   * @param source in full, because the renderer may read nothing
   */
  public void place(Capture capture, Source source) {
    RenderOrder order =
        new RenderOrder(
            RenderOrder.SCHEMA,
            capture.id(),
            capture.token(),
            capture.createdAt(),
            capture.options().with(source),
            capture.identity(),
            capture.trace());
    renderQueue.send(order, capture.account());
    captures.ordered(capture.id(), clock.instant());
  }
}
