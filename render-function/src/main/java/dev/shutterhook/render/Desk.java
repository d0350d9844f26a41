package dev.shutterhook.render;

import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import dev.shutterhook.core.aws.ClientBounds;
import dev.shutterhook.core.config.Waits;
import dev.shutterhook.core.cost.SharedTime;
import dev.shutterhook.core.log.EventLog;
import dev.shutterhook.core.queue.Batch;
import dev.shutterhook.core.queue.Batch.Handled;
import dev.shutterhook.core.queue.WorkQueue;
import dev.shutterhook.core.render.Artifact;
import dev.shutterhook.core.render.Failure;
import dev.shutterhook.core.render.RenderOrder;
import dev.shutterhook.core.render.RenderReport;
import dev.shutterhook.core.render.RenderReport.RenderFailed;
import dev.shutterhook.core.render.RenderReport.Rendered;
import dev.shutterhook.core.render.Timings;
import dev.shutterhook.core.seal.SealingKey;
import dev.shutterhook.core.trace.Trace;
import dev.shutterhook.render.browser.BrowserStartException;
import dev.shutterhook.render.devtools.Deadline;
import dev.shutterhook.render.page.Shot;
import dev.shutterhook.render.page.Shot.Missed;
import dev.shutterhook.render.page.Shot.Taken;
import dev.shutterhook.render.page.Studio;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Where an order becomes a picture in the bucket and a report. Safe for threads. */
final class Desk {
  /** A retryable failure is final at this receipt, the last before the dead-letter queue. */
  static final int MAX_RECEIVES = 3;

  /** The largest pictures take so long to the bucket; a slower one is given up, and tried again. */
  static final Duration UPLOAD = Duration.ofSeconds(20);

  /** What is kept for the report, at the least, when everything before it took its whole time. */
  static final Duration REPORT = ClientBounds.QUICK.call();

  /** What comes on top of a capture's own time-out. */
  static final Duration OVERHEAD = Studio.MARGIN.plus(UPLOAD).plus(REPORT);

  private final Studio studio;
  private final ArtifactStore artifacts;
  private final ReportQueue reports;
  private final WorkQueue orders;
  private final Waits waits;
  private final SealingKey key;
  private final Semaphore places;
  private final EventLog log;
  private final InstantSource clock = InstantSource.system();

  Desk(
      Studio studio,
      ArtifactStore artifacts,
      ReportQueue reports,
      WorkQueue orders,
      RenderConfig config,
      EventLog log) {
    this.studio = studio;
    this.artifacts = artifacts;
    this.reports = reports;
    this.orders = orders;
    this.waits = config.renderRetryWaits();
    this.key = config.sealingKey();
    this.places = new Semaphore(config.renderConcurrency(), true);
    this.log = log;
  }

  /**
   * An order at work.
   *
   * @param end of the invocation: an order that cannot be done by then is left to another one
   * @param time of the invocation, of which it has a share
   */
  record Job(SQSMessage message, RenderOrder order, Deadline end, SharedTime time) {}

  /** Works on one order. */
  Handled handle(Job job) throws InterruptedException {
    RenderOrder order = job.order();
    Duration needed = order.options().readiness().timeout().plus(OVERHEAD);
    long spare = job.end().left().minus(needed).toMillis();
    if (spare < 0 || !places.tryAcquire(spare, TimeUnit.MILLISECONDS)) {
      log.event("render.left").with("capture", order.capture()).write();
      return keep(job.message(), Duration.ZERO);
    }
    try {
      return render(job);
    } finally {
      places.release();
    }
  }

  private Handled render(Job job) {
    RenderOrder order = job.order();
    Instant startedAt = clock.instant();
    long began = System.nanoTime();
    Shot shot;
    try {
      shot = studio.take(order.capture().toString(), order.opened(key));
    } catch (BrowserStartException e) {
      return postpone(job.message(), order, e);
    }
    return switch (shot) {
      case Taken taken -> deliver(job, taken, startedAt, began);
      case Missed missed -> give(job, missed.failure(), startedAt);
    };
  }

  /**
   * Without a browser nothing is known of the page. The queue's own visibility would hide the order
   * for half an hour, though another environment may well have a browser.
   */
  private Handled postpone(SQSMessage message, RenderOrder order, BrowserStartException why) {
    Duration wait = wait(Batch.receives(message));
    log.problem("render.no_browser")
        .with("capture", order.capture())
        .with("receives", Batch.receives(message))
        .with("next", wait)
        .because(why)
        .write();
    return keep(message, wait);
  }

  private Handled deliver(Job job, Taken taken, Instant startedAt, long began) {
    RenderOrder order = job.order();
    long before = System.nanoTime();
    Duration timeout = job.end().left().minus(REPORT);
    List<Artifact> made =
        taken.pictures().stream()
            .map(picture -> artifacts.put(order.capture(), picture, timeout))
            .toList();
    Timings timings =
        new Timings(
            Math.max(0, Duration.between(order.submittedAt(), startedAt).toMillis()),
            taken.load().toMillis(),
            taken.settle().toMillis(),
            taken.shot().toMillis(),
            millisSince(before),
            millisSince(began));
    reports.finished(
        new Rendered(
            RenderReport.SCHEMA,
            order.capture(),
            order.token(),
            startedAt,
            clock.instant(),
            made,
            taken.page(),
            taken.verdict(),
            timings,
            job.time().share()));
    log.event("render.finished")
        .with("capture", order.capture())
        .with("trace", Trace.idOf(order.trace()))
        .with("formats", made.stream().map(Artifact::format).toList())
        .with("size_bytes", made.stream().mapToLong(Artifact::sizeBytes).sum())
        .with("complete", taken.verdict().complete())
        .with("load_ms", timings.loadMs())
        .with("settle_ms", timings.settleMs())
        .with("shot_ms", timings.shotMs())
        .with("upload_ms", timings.uploadMs())
        .with("total_ms", timings.totalMs())
        .write();
    return Handled.DONE;
  }

  private Handled give(Job job, Failure failure, Instant startedAt) {
    RenderOrder order = job.order();
    int receives = Batch.receives(job.message());
    boolean again = failure.retryable() && receives < MAX_RECEIVES;
    Duration wait = again ? wait(receives) : Duration.ZERO;
    log.event("render.failed")
        .with("capture", order.capture())
        .with("code", failure.code().code())
        .with("receives", receives)
        .with("next", again ? wait : null)
        .write();
    if (again) {
      return keep(job.message(), wait);
    }
    reports.finished(
        new RenderFailed(
            RenderReport.SCHEMA,
            order.capture(),
            order.token(),
            startedAt,
            clock.instant(),
            failure,
            job.time().share()));
    return Handled.DONE;
  }

  /** Leaves a message in the queue, to be received again after a while. */
  Handled keep(SQSMessage message, Duration wait) {
    orders.hide(message.getReceiptHandle(), wait);
    return Handled.KEEP;
  }

  private Duration wait(int receives) {
    List<Duration> list = waits.list();
    return list.get(Math.min(receives, list.size()) - 1);
  }

  private static long millisSince(long nanos) {
    return Duration.ofNanos(System.nanoTime() - nanos).toMillis();
  }
}
