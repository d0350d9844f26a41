package dev.shutterhook.render;

import dev.shutterhook.core.capture.CancelMarkStore;
import dev.shutterhook.core.id.Id;
import dev.shutterhook.core.log.EventLog;
import dev.shutterhook.core.render.RenderOrder;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * Whether orders were canceled, looked up beside everything else that comes before a picture. Safe
 * for threads.
 */
final class Cancellations {
  /** A look takes milliseconds. Where it does not, rendering in vain is the lesser harm. */
  static final Duration MOST = Duration.ofSeconds(2);

  private final CancelMarkStore marks;
  private final EventLog log;

  Cancellations(CancelMarkStore marks, EventLog log) {
    this.marks = marks;
    this.log = log;
  }

  /** The looks for a batch, under way. */
  record Looks(Map<Id, FutureTask<Boolean>> each) {
    /** Waits for the look at an order, {@link #MOST} at the longest. */
    boolean canceled(RenderOrder order) throws InterruptedException {
      FutureTask<Boolean> look = each.get(order.capture());
      try {
        return look != null && look.get();
      } catch (ExecutionException e) {
        throw new IllegalStateException("a look throws nothing", e);
      }
    }
  }

  /** Begins to look, on a thread for each order: a batch is the bound. */
  Looks look(Collection<RenderOrder> orders) {
    Map<Id, FutureTask<Boolean>> each = new HashMap<>();
    for (RenderOrder order : orders) {
      FutureTask<Boolean> look = new FutureTask<>(() -> canceled(order));
      if (each.putIfAbsent(order.capture(), look) == null) {
        Thread.ofPlatform().daemon().start(look);
      }
    }
    return new Looks(each);
  }

  private boolean canceled(RenderOrder order) {
    try {
      boolean canceled = marks.marked(order.capture(), MOST);
      if (canceled) {
        log.event("render.dropped").with("capture", order.capture()).write();
      }
      return canceled;
    } catch (SdkException e) {
      log.problem("render.mark_not_read").with("capture", order.capture()).because(e).write();
      return false;
    }
  }
}
