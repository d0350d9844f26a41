package dev.shutterhook.submit.capture;

import dev.shutterhook.core.capture.CancelMarkStore;
import dev.shutterhook.core.capture.Capture;
import dev.shutterhook.core.capture.CaptureStatus;
import dev.shutterhook.core.capture.CaptureStore;
import dev.shutterhook.core.log.EventLog;
import dev.shutterhook.core.settle.Endings;
import dev.shutterhook.core.trace.Trace;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/** Cancels captures that nobody has begun. Safe for threads. */
public final class Cancellation {
  private final CaptureStore captures;
  private final CancelMarkStore marks;
  private final Endings endings;
  private final InstantSource clock;
  private final EventLog log;

  public Cancellation(
      CaptureStore captures,
      CancelMarkStore marks,
      Endings endings,
      InstantSource clock,
      EventLog log) {
    this.captures = captures;
    this.marks = marks;
    this.endings = endings;
    this.clock = clock;
    this.log = log;
  }

  /**
   * Cancels a capture that is queued. The mark is there before the record says so, for the renderer
   * sees nothing else; where this function dies in between, ReconcileFunction is reminded to take
   * the mark away and to order again.
   *
   * @return the capture as it is now, canceled or not; empty where it is gone
   */
  public Optional<Capture> cancel(Capture queued) {
    Instant now = clock.instant();
    if (!captures.doubtOrder(queued.id(), now.plus(CaptureStore.OUTBOX_MAX_AGE))) {
      return captures.find(queued.id());
    }
    marks.put(queued.id());
    if (endings.end(queued.canceled(now))) {
      log.event("capture.canceled")
          .with("capture", queued.id())
          .with("account", queued.account())
          .with("trace", Trace.idOf(queued.trace()))
          .write();
    }
    Optional<Capture> after = captures.find(queued.id());
    // Another request may have canceled it at the same moment.
    if (after.filter(capture -> capture.status() == CaptureStatus.CANCELED).isEmpty()) {
      marks.remove(queued.id());
    }
    return after;
  }
}
