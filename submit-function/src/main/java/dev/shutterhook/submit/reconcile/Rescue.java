package dev.shutterhook.submit.reconcile;

import dev.shutterhook.core.id.Id;
import java.time.Instant;
import java.util.List;

/** How one kind of record that nobody carries is found and handed on. */
interface Rescue {
  /** As in the log: "capture". */
  String kind();

  /** Records whose moment is past, at most so many per shard of the index. */
  List<Id> overdue(Instant now, int mostPerShard);

  /** Hands one on. The index lags behind the table, so that it may need nothing any more. */
  Rescued resume(Id id, Instant now);

  /** Looks at one again later, so that those which cannot be helped do not hide the others. */
  void postpone(Id id, Instant until);

  /** What was done about one record. */
  enum Rescued {
    /** It is on its way again. */
    RESUMED,
    /** It was tried too often: whoever waits for it will be told. */
    GIVEN_UP,
    /** It was prepared for something that did not happen, and deleted. */
    DISCARDED,
    /** It was on its way, at its end or gone. */
    NOTHING
  }
}
