package dev.shutterhook.submit.reconcile;

import dev.shutterhook.core.batch.BatchStore;
import dev.shutterhook.core.id.Id;
import dev.shutterhook.core.settle.BatchEndings;
import java.time.Instant;
import java.util.List;

/**
 * Completes batches whose last capture ended, or was deleted, without a word to them. One whose
 * captures end one after the other is found as well: news of it is expected later.
 */
final class BatchRescue implements Rescue {
  private final BatchStore batches;
  private final BatchEndings endings;

  BatchRescue(BatchStore batches, BatchEndings endings) {
    this.batches = batches;
    this.endings = endings;
  }

  @Override
  public String kind() {
    return "batch";
  }

  @Override
  public List<Id> overdue(Instant now, int mostPerShard) {
    return batches.overdue(now, mostPerShard);
  }

  @Override
  public Rescued resume(Id id, Instant now) {
    if (batches.expectNews(id, now)) {
      return Rescued.NOTHING;
    }
    return endings.catchUp(id) ? Rescued.RESUMED : Rescued.NOTHING;
  }

  @Override
  public void postpone(Id id, Instant until) {
    batches.remind(id, until);
  }
}
