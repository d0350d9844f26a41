package dev.shutterhook.submit.capture;

import dev.shutterhook.core.capture.Capture;
import dev.shutterhook.core.capture.CaptureStore;
import dev.shutterhook.core.cost.BilledShare;
import dev.shutterhook.core.id.Id;
import dev.shutterhook.core.options.Source;
import dev.shutterhook.core.queue.WorkQueue;
import dev.shutterhook.core.render.RenderOrder;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Where stored captures become orders in the render queue. */
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
   * A stored capture that waits for its order.
   *
   * @param source in full, because the renderer may read nothing
   * @param delay until a renderer may begin
   */
  public record Stored(Capture capture, Source source, Duration delay) {
    /** One that waits for nothing but its order. */
    public Stored(Capture capture, Source source) {
      this(capture, source, Duration.ZERO);
    }

    private WorkQueue.Addressed order() {
      return new WorkQueue.Addressed(
          new RenderOrder(
              RenderOrder.SCHEMA,
              capture.id(),
              capture.token(),
              capture.createdAt(),
              capture.options().with(source),
              capture.identity(),
              capture.trace()),
          capture.account(),
          delay);
    }
  }

  /**
   * Sends the orders first and moves the outbox marks then: a crash between the two sends them
   * twice, which is harmless; the other way round they would be lost for as long as an order may
   * take. What the queue refuses keeps its mark.
   *
   * @param share what each of them has had of the invocation; asked for when they are sent
   */
  public void place(List<Stored> stored, Supplier<@Nullable BilledShare> share) {
    Set<Integer> taken = renderQueue.send(stored.stream().map(Stored::order).toList());
    List<Id> ordered =
        IntStream.range(0, stored.size())
            .filter(taken::contains)
            .mapToObj(i -> stored.get(i).capture().id())
            .toList();
    captures.ordered(ordered, clock.instant(), share.get());
  }
}
