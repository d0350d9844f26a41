package dev.shutterhook.localrunner.pump;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.shutterhook.localrunner.lambda.Invocation;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;

/**
 * Lambda's event source mapping: polls one queue, gathers batches, invokes the function, deletes
 * what it has done with. A message that failed stays as it is and is seen again after its
 * visibility timeout, or after the one that the function set.
 *
 * <p>A batch is received only when there is a free invocation for it. Thread-safe.
 */
public final class QueuePump implements AutoCloseable {

  /**
   * How long a receive waits for a message. SQS grants 20 s, and bills calls. A local one costs
   * nothing, and must not be cut off: ElasticMQ keeps a request whose client has gone until its
   * wait is over, hands it messages that nobody sees, and does not stop before.
   */
  private static final Duration LONG_POLL = Duration.ofSeconds(1);

  /** No more is gathered beyond: another receive brings 1 MiB, and an invocation carries 6. */
  private static final int GATHERED_BYTES = 4 * 1024 * 1024;

  private static final Duration PAUSE_AFTER_FAILED_RECEIVE = Duration.ofSeconds(1);

  /** How long running invocations may go on after {@link #close}. */
  private static final Duration STOP_GRACE = Duration.ofSeconds(3);

  /** How long an interrupted thread may take to end. */
  private static final Duration INTERRUPT_GRACE = Duration.ofMillis(400);

  private static final Logger log = LoggerFactory.getLogger(QueuePump.class);

  private final MessageQueue queue;
  private final QueueMapping mapping;
  private final Semaphore invocations;
  private final Set<Thread> running = ConcurrentHashMap.newKeySet();
  private final CountDownLatch stopped = new CountDownLatch(1);
  private final ObjectMapper json = new ObjectMapper();

  private final Thread poller;

  private QueuePump(SqsClient client, QueueMapping mapping) {
    this.queue = new MessageQueue(client, mapping.queueUrl());
    this.mapping = mapping;
    this.invocations = new Semaphore(mapping.source().maximumConcurrency());
    this.poller = Thread.ofVirtual().name("pump-" + mapping.source().queue()).unstarted(this::poll);
  }

  /** Starts pumping. The client stays the caller's, who closes it after the pump. */
  public static QueuePump start(SqsClient client, QueueMapping mapping) {
    QueuePump pump = new QueuePump(client, mapping);
    pump.poller.start();
    return pump;
  }

  /**
   * Takes no more messages, lets running invocations end, and interrupts those that do not within
   * three seconds. Returns within four.
   */
  @Override
  public void close() {
    long deadline = System.nanoTime() + STOP_GRACE.toNanos();
    stopped.countDown();
    try {
      poller.join(STOP_GRACE);
      int all = mapping.source().maximumConcurrency();
      if (!invocations.tryAcquire(all, deadline - System.nanoTime(), TimeUnit.NANOSECONDS)) {
        log.warn("pump.interrupted queue={} batches={}", mapping.source().queue(), running.size());
        interrupt();
        invocations.tryAcquire(all, INTERRUPT_GRACE.toMillis(), TimeUnit.MILLISECONDS);
      }
    } catch (InterruptedException e) {
      interrupt();
      Thread.currentThread().interrupt();
    }
  }

  private void interrupt() {
    poller.interrupt();
    running.forEach(Thread::interrupt);
  }

  private void poll() {
    try {
      while (!isStopped()) {
        if (!invocations.tryAcquire(LONG_POLL.toMillis(), TimeUnit.MILLISECONDS)) {
          continue;
        }
        List<Message> batch = receive();
        if (batch.isEmpty()) {
          invocations.release();
        } else {
          start(batch);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** A batch to start: empty where nothing came, the queue was away, or the pump was stopped. */
  private List<Message> receive() throws InterruptedException {
    try {
      List<Message> batch = gather();
      if (isStopped()) {
        queue.handBack(batch);
        return List.of();
      }
      return batch;
    } catch (SdkException e) {
      log.warn("pump.receive_failed queue={}", mapping.source().queue(), e);
      boolean stop = stopped.await(PAUSE_AFTER_FAILED_RECEIVE.toMillis(), TimeUnit.MILLISECONDS);
      log.debug("pump.resumed stop={}", stop);
      return List.of();
    }
  }

  private boolean isStopped() {
    return stopped.getCount() == 0;
  }

  /** A batch: what the first receive that brings something brings, and what the window adds. */
  private List<Message> gather() {
    int size = mapping.source().batchSize();
    List<Message> batch = new ArrayList<>(queue.receive(size, LONG_POLL));
    long deadline = System.nanoTime() + mapping.source().window().toNanos();
    while (!batch.isEmpty() && batch.size() < size && bytes(batch) < GATHERED_BYTES) {
      Duration left = Duration.ofNanos(deadline - System.nanoTime());
      if (!left.isPositive() || isStopped()) {
        break;
      }
      try {
        batch.addAll(queue.receive(size - batch.size(), wait(left)));
      } catch (SdkException e) {
        log.warn("pump.gather_failed queue={}", mapping.source().queue(), e);
        break;
      }
    }
    return batch;
  }

  /** SQS waits whole seconds: the last part of a window is rounded up. */
  private static Duration wait(Duration left) {
    Duration seconds = Duration.ofSeconds(left.plusNanos(999_999_999).toSeconds());
    return seconds.compareTo(LONG_POLL) < 0 ? seconds : LONG_POLL;
  }

  private static int bytes(List<Message> batch) {
    return batch.stream()
        .mapToInt(message -> message.body().getBytes(StandardCharsets.UTF_8).length)
        .sum();
  }

  private void start(List<Message> batch) {
    Thread thread =
        Thread.ofVirtual().name(poller.getName() + "-batch").unstarted(() -> process(batch));
    running.add(thread);
    thread.start();
  }

  private void process(List<Message> batch) {
    try {
      byte[] event = json.writeValueAsBytes(QueueEvent.of(batch, mapping.queueArn()));
      Invocation invocation = mapping.function().invoke(event);
      Set<String> ids = batch.stream().map(Message::messageId).collect(Collectors.toSet());
      Set<String> succeeded =
          BatchVerdict.succeeded(ids, invocation, mapping.source().reportBatchItemFailures());
      queue.delete(
          batch.stream().filter(message -> succeeded.contains(message.messageId())).toList());
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a message is no JSON string", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      running.remove(Thread.currentThread());
      invocations.release();
    }
  }
}
