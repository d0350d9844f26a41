package dev.shutterhook.core.queue;

import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import dev.shutterhook.core.cost.Invocation;
import dev.shutterhook.core.cost.SharedTime;
import dev.shutterhook.core.log.EventLog;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Handles a batch of messages, each on a thread of its own (a batch is the bound), so that a slow
 * or a faulty one harms no other. What throws is kept: an exception always means "try again".
 */
public final class Batch {
  private final EventLog log;

  /** Says in that log which messages were kept because of an exception. */
  public Batch(EventLog log) {
    this.log = log;
  }

  /** What becomes of a message. */
  public enum Handled {
    /** It is deleted. */
    DONE,
    /** It stays in the queue until its visibility ends. */
    KEEP
  }

  /** What is done with one message. */
  @FunctionalInterface
  public interface Work {
    Handled handle(SQSMessage message) throws Exception;
  }

  /** What is done with one message of an invocation that is paid for by all of them. */
  @FunctionalInterface
  public interface SharedWork {
    Handled handle(SQSMessage message, SharedTime time) throws Exception;
  }

  /** As {@link #each(SQSEvent, Work)}; a message has its part of the time until it is done with. */
  public SQSBatchResponse each(SQSEvent event, Invocation invocation, SharedWork work) {
    SharedTime time = new SharedTime(invocation, Math.max(1, event.getRecords().size()));
    return each(
        event,
        message -> {
          try {
            return work.handle(message, time);
          } finally {
            time.leave();
          }
        });
  }

  /** The answer to Lambda: the messages that stay are its item failures. */
  public SQSBatchResponse each(SQSEvent event, Work work) {
    List<SQSBatchResponse.BatchItemFailure> kept = new ArrayList<>();
    // Platform threads: with one or two carriers, virtual ones that initialise classes for the
    // first
    // time can lock each other out for ever.
    try (ExecutorService threads = Executors.newCachedThreadPool()) {
      List<Future<Handled>> results =
          event.getRecords().stream()
              .map(message -> threads.submit(() -> handle(message, work)))
              .toList();
      for (int i = 0; i < results.size(); i++) {
        if (results.get(i).get() == Handled.KEEP) {
          String id = event.getRecords().get(i).getMessageId();
          kept.add(new SQSBatchResponse.BatchItemFailure(id));
        }
      }
    } catch (ExecutionException e) {
      throw new IllegalStateException("an error in a batch", e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted: the batch comes again", e);
    }
    return new SQSBatchResponse(kept);
  }

  /** How often a message was received, this time included. */
  public static int receives(SQSMessage message) {
    return Integer.parseInt(message.getAttributes().getOrDefault("ApproximateReceiveCount", "1"));
  }

  /** When a message was sent, by the queue's clock; empty where it does not say. */
  public static Optional<Instant> sentAt(SQSMessage message) {
    return Optional.ofNullable(message.getAttributes().get("SentTimestamp"))
        .map(millis -> Instant.ofEpochMilli(Long.parseLong(millis)));
  }

  private Handled handle(SQSMessage message, Work work) {
    try {
      return work.handle(message);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Handled.KEEP;
    } catch (Exception e) {
      log.problem("message.kept")
          .with("message", message.getMessageId())
          .with("receives", receives(message))
          .because(e)
          .write();
      return Handled.KEEP;
    }
  }
}
