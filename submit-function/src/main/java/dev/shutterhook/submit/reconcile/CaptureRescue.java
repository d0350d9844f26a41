package dev.shutterhook.submit.reconcile;

import dev.shutterhook.core.capture.CancelMarkStore;
import dev.shutterhook.core.capture.Capture;
import dev.shutterhook.core.capture.CaptureStore;
import dev.shutterhook.core.capture.SourceStore;
import dev.shutterhook.core.id.Id;
import dev.shutterhook.core.options.Source;
import dev.shutterhook.core.queue.WorkQueue;
import dev.shutterhook.core.render.Failure;
import dev.shutterhook.core.render.FailureCode;
import dev.shutterhook.core.render.RenderReport;
import dev.shutterhook.submit.capture.OrderDesk;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Sends lost orders again, and reports as failed what was ordered too often. A capture that waits
 * in its queue is found as well, once: news of it is expected later.
 */
final class CaptureRescue implements Rescue {
  /** An order that was lost so often harms the renderer, or cannot be carried at all. */
  static final int MAX_ORDERS = 5;

  private final CaptureStore captures;
  private final SourceStore sources;
  private final CancelMarkStore marks;
  private final OrderDesk orders;
  private final WorkQueue outcomeQueue;

  CaptureRescue(
      CaptureStore captures,
      SourceStore sources,
      CancelMarkStore marks,
      OrderDesk orders,
      WorkQueue outcomeQueue) {
    this.captures = captures;
    this.sources = sources;
    this.marks = marks;
    this.orders = orders;
    this.outcomeQueue = outcomeQueue;
  }

  @Override
  public String kind() {
    return "capture";
  }

  @Override
  public List<Id> overdue(Instant now, int mostPerShard) {
    return captures.overdue(now, mostPerShard);
  }

  @Override
  public Rescued resume(Id id, Instant now) {
    if (captures.expectNews(id, now)) {
      return Rescued.NOTHING;
    }
    Optional<Capture> found = captures.find(id).filter(c -> !c.status().terminal());
    if (found.isEmpty()) {
      return Rescued.NOTHING;
    }
    Capture capture = found.get();
    if (captures.orders(id) >= MAX_ORDERS) {
      return giveUp(capture, "It was given up after " + MAX_ORDERS + " orders.", now);
    }
    Optional<Source> source = sources.fetch(capture.options().source());
    if (source.isEmpty()) {
      return giveUp(capture, "Its document is no longer stored.", now);
    }
    // Who was canceling it died over it, or came too late: the renderer would drop the order.
    marks.remove(id);
    orders.place(List.of(new OrderDesk.Stored(capture, source.get())), () -> null);
    captures.expectNews(id, now);
    return Rescued.RESUMED;
  }

  @Override
  public void postpone(Id id, Instant until) {
    captures.remind(id, until);
  }

  /** Only SettleFunction writes outcomes; it is reminded of until it has written this one. */
  private Rescued giveUp(Capture capture, String detail, Instant now) {
    Instant startedAt = Objects.requireNonNullElse(capture.startedAt(), capture.createdAt());
    outcomeQueue.send(
        new RenderReport.RenderFailed(
            RenderReport.SCHEMA,
            capture.id(),
            capture.token(),
            startedAt,
            now,
            Failure.lasting(FailureCode.RENDER_CRASHED, detail),
            null));
    captures.remind(capture.id(), now.plus(CaptureStore.ORDER_MAX_AGE));
    return Rescued.GIVEN_UP;
  }
}
