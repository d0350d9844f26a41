package dev.shutterhook.render;

import dev.shutterhook.core.json.Json;
import dev.shutterhook.core.log.EventLog;
import dev.shutterhook.core.queue.WorkQueue;
import dev.shutterhook.core.render.RenderOrder;
import dev.shutterhook.core.render.RenderReport;
import dev.shutterhook.core.render.RenderReport.RenderOutcome;
import dev.shutterhook.core.render.RenderReport.Started;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;

/** The renderer's word to the outcome queue. Safe for threads. */
final class ReportQueue {
  /** What SQS takes in one call. */
  private static final int MAX_BATCH = 10;

  private final SqsClient sqs;
  private final String url;
  private final WorkQueue queue;
  private final EventLog log;

  ReportQueue(SqsClient sqs, String url, EventLog log) {
    this.sqs = sqs;
    this.url = url;
    this.queue = new WorkQueue(sqs, url);
    this.log = log;
  }

  /**
   * Watches over work on some orders that begins now. To be closed before the invocation ends: a
   * frozen environment would report its begin after the outcome, hours later.
   */
  LongWork working(Collection<RenderOrder> orders, Instant at) {
    return new LongWork(orders, open -> started(open, at));
  }

  /**
   * Says that work on some orders has begun, in one call for all. Where that is lost nothing else
   * is, so it fails no capture.
   */
  private void started(Collection<RenderOrder> orders, Instant at) {
    List<SendMessageBatchRequestEntry> entries = new ArrayList<>();
    for (RenderOrder order : orders) {
      Started started = new Started(RenderReport.SCHEMA, order.capture(), order.token(), at);
      entries.add(
          SendMessageBatchRequestEntry.builder()
              .id(Integer.toString(entries.size()))
              .messageBody(Json.write(started))
              .build());
    }
    try {
      for (int from = 0; from < entries.size(); from += MAX_BATCH) {
        int to = Math.min(entries.size(), from + MAX_BATCH);
        List<SendMessageBatchRequestEntry> batch = entries.subList(from, to);
        int failed =
            sqs.sendMessageBatch(send -> send.queueUrl(url).entries(batch)).failed().size();
        if (failed > 0) {
          log.problem("render.start_unreported").with("orders", failed).write();
        }
      }
    } catch (SdkException e) {
      log.problem("render.start_unreported").with("orders", entries.size()).because(e).write();
    }
  }

  /** Says how an order ended. */
  void finished(RenderOutcome outcome) {
    queue.send(outcome);
  }
}
