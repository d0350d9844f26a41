package dev.shutterhook.render;

import dev.shutterhook.core.aws.ClientBounds;
import dev.shutterhook.core.id.Id;
import dev.shutterhook.core.render.RenderOrder;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Work on a batch of orders, and who shall hear that it has begun: nobody, where it ends soon. A
 * client that looks sees "rendering" from then on. Safe for threads.
 */
final class LongWork implements AutoCloseable {
  /**
   * Most captures take less, and end before anybody could see them rendered: a report of their
   * begin would be a message, an invocation and a write for nothing. A client that looks every few
   * seconds still sees what its capture is at.
   */
  static final Duration SOON = Duration.ofSeconds(2);

  private final Collection<RenderOrder> orders;
  private final Consumer<List<RenderOrder>> report;
  private final Set<Id> ended = ConcurrentHashMap.newKeySet();
  private final CountDownLatch closed = new CountDownLatch(1);
  private final Thread thread;

  /**
   * Begins to watch.
   *
   * @param report is told once, beside the work, of the orders that have not ended by {@link #SOON}
   */
  LongWork(Collection<RenderOrder> orders, Consumer<List<RenderOrder>> report) {
    this.orders = orders;
    this.report = report;
    this.thread = Thread.ofVirtual().start(this::watch);
  }

  private void watch() {
    try {
      if (closed.await(SOON.toMillis(), TimeUnit.MILLISECONDS)) {
        return;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return;
    }
    List<RenderOrder> open =
        orders.stream().filter(order -> !ended.contains(order.capture())).toList();
    if (!open.isEmpty()) {
      report.accept(open);
    }
  }

  /** An order is done with, whatever came of it. */
  void ended(RenderOrder order) {
    ended.add(order.capture());
  }

  /** All of them are. Waits for a report that is under way, within the call's own bound. */
  @Override
  public void close() {
    closed.countDown();
    try {
      thread.join(ClientBounds.QUICK.call());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
