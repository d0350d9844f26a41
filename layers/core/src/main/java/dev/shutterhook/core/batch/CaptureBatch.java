package dev.shutterhook.core.batch;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.shutterhook.core.id.Id;
import dev.shutterhook.core.request.WebUrl;
import dev.shutterhook.core.trace.Trace;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Captures that were asked for together.
 *
 * @param id its id
 * @param account whose it is; nobody else learns that it exists
 * @param captures 1 to {@value #MAX_CAPTURES}, in the order in which they were asked for
 * @param open those of which it was not told yet that they have ended
 * @param receiver whom to tell when all have; null for nobody
 * @param metadata the client's own, echoed
 * @param trace of whoever asked for it
 * @param createdAt when it was asked for
 * @param completedAt when all of them had ended; null before
 * @param expiresAt when it may be deleted
 */
public record CaptureBatch(
    Id id,
    String account,
    List<Id> captures,
    Set<Id> open,
    @Nullable WebUrl receiver,
    ObjectNode metadata,
    @Nullable Trace trace,
    Instant createdAt,
    @Nullable Instant completedAt,
    Instant expiresAt) {
  /** More go into several batches. */
  public static final int MAX_CAPTURES = 100;

  public CaptureBatch {
    captures = List.copyOf(captures);
    open = Set.copyOf(open);
    if (id.kind() != Id.Kind.BATCH || captures.isEmpty() || captures.size() > MAX_CAPTURES) {
      throw new IllegalArgumentException("a batch has 1 to " + MAX_CAPTURES + " captures");
    }
    if (!captures.containsAll(open)) {
      throw new IllegalArgumentException("what is open is of the batch");
    }
  }

  /** The same batch at its end. */
  public CaptureBatch completed(Instant now) {
    return new CaptureBatch(
        id, account, captures, Set.of(), receiver, metadata, trace, createdAt, now, expiresAt);
  }

  /** The id of one of its captures, from 0: whoever takes the batch in again takes the same. */
  public static Id captureId(Id batch, int number) {
    return batch.child(Id.Kind.CAPTURE, number);
  }
}
