package dev.shutterhook.localrunner.pump;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/** A function that does to single messages what a test tells it to, once. */
final class Worker implements RequestHandler<SQSEvent, SQSBatchResponse> {

  final List<SQSEvent.SQSMessage> handled = new CopyOnWriteArrayList<>();
  final List<Integer> batches = new CopyOnWriteArrayList<>();
  final AtomicInteger running = new AtomicInteger();
  final AtomicInteger mostRunning = new AtomicInteger();

  private final Set<String> failing = ConcurrentHashMap.newKeySet();
  private final Set<String> throwing = ConcurrentHashMap.newKeySet();
  private final Set<String> blocking = ConcurrentHashMap.newKeySet();
  private volatile CountDownLatch gate = new CountDownLatch(0);

  void failOnce(String body) {
    failing.add(body);
  }

  void throwOnce(String body) {
    throwing.add(body);
  }

  /** Blocks until it is interrupted. */
  void blockOnce(String body) {
    blocking.add(body);
  }

  void hold() {
    gate = new CountDownLatch(1);
  }

  void release() {
    gate.countDown();
  }

  /** The bodies handled so far, sorted. */
  List<String> bodies() {
    return handled.stream().map(SQSEvent.SQSMessage::getBody).sorted().toList();
  }

  @Override
  public SQSBatchResponse handleRequest(SQSEvent event, Context context) {
    mostRunning.accumulateAndGet(running.incrementAndGet(), Math::max);
    try {
      batches.add(event.getRecords().size());
      handled.addAll(event.getRecords());
      gate.await();
      return new SQSBatchResponse(
          event.getRecords().stream()
              .filter(this::fails)
              .map(message -> new SQSBatchResponse.BatchItemFailure(message.getMessageId()))
              .toList());
    } catch (InterruptedException e) {
      throw new IllegalStateException("interrupted", e);
    } finally {
      running.decrementAndGet();
    }
  }

  private boolean fails(SQSEvent.SQSMessage message) {
    if (throwing.remove(message.getBody())) {
      throw new IllegalStateException("thrown by the handler");
    }
    if (blocking.remove(message.getBody())) {
      block();
    }
    return failing.remove(message.getBody());
  }

  private static void block() {
    try {
      new CountDownLatch(1).await();
    } catch (InterruptedException e) {
      throw new IllegalStateException("interrupted", e);
    }
  }
}
