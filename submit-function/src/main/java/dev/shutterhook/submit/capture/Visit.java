package dev.shutterhook.submit.capture;

import dev.shutterhook.core.account.Caller;
import dev.shutterhook.core.batch.BatchStore;
import dev.shutterhook.core.batch.CaptureBatch;
import dev.shutterhook.core.capture.Origin;
import dev.shutterhook.core.cost.BilledShare;
import dev.shutterhook.core.cost.Group;
import dev.shutterhook.core.id.Id;
import dev.shutterhook.core.settle.BatchEndings;
import dev.shutterhook.core.trace.Trace;
import dev.shutterhook.submit.http.Request;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Who asks for captures, and how. */
public sealed interface Visit {
  /** For whom they are counted. */
  Caller caller();

  /** By which way what has this id comes in. */
  Origin origin(Id capture);

  /** Whether no answer may be an earlier one's. */
  boolean fresh();

  /** How long they are kept, where the stack keeps them for so long. */
  Duration retention(Duration most);

  /** The id of the request, for the log; null where there was none. */
  @Nullable Id request();

  /**
   * What each of so many captures has had until now of the invocation that takes them in; null
   * where that does other things as well.
   */
  default @Nullable BilledShare share(int captures) {
    return null;
  }

  /** What so many captures share that are stored and ordered by it; null for one alone. */
  default @Nullable Group group(int captures) {
    return captures <= 1 ? null : Group.of(captures);
  }

  /**
   * A client of the API.
   *
   * @param dialect the name of the API that the client speaks
   * @param batch what the captures are of; null for single ones
   */
  record OfClient(Request http, Caller caller, String dialect, @Nullable CaptureBatch batch)
      implements Visit {
    @Override
    public Origin origin(Id capture) {
      Id of = batch == null ? null : batch.id();
      return new Origin(dialect, http.api(), of, trace(http, capture));
    }

    /** The trace that a client is in, or else the one that begins with what it asks for. */
    public static Trace trace(Request http, Id asked) {
      return http.header(Trace.HEADER).flatMap(Trace::parse).orElseGet(() -> Trace.begunBy(asked));
    }

    @Override
    public boolean fresh() {
      return false;
    }

    @Override
    public Duration retention(Duration most) {
      return most;
    }

    @Override
    public Id request() {
      return http.id();
    }

    @Override
    public BilledShare share(int captures) {
      return http.invocation().share(captures);
    }

    @Override
    public @Nullable Group group(int captures) {
      return batch == null || captures == 0
          ? Visit.super.group(captures)
          : new Group(captures, BatchStore.bytes(batch), BatchEndings.deliveryBytes(batch));
    }
  }

  /**
   * Monitors of one key, whose pages are looked at.
   *
   * @param kept how long the captures are of use
   * @param runs the run of each capture
   */
  record OfRuns(Caller caller, Duration kept, Map<Id, Id> runs) implements Visit {
    public OfRuns {
      runs = Map.copyOf(runs);
    }

    @Override
    public Origin origin(Id capture) {
      Id run = Objects.requireNonNull(runs.get(capture), "it is of one of the runs");
      return Origin.of(run, Trace.begunBy(capture));
    }

    @Override
    public boolean fresh() {
      return true;
    }

    @Override
    public Duration retention(Duration most) {
      return kept.compareTo(most) < 0 ? kept : most;
    }

    @Override
    public @Nullable Id request() {
      return null;
    }
  }

  /** A schedule in the template, which asks for one capture. */
  record OfSchedule(Caller caller) implements Visit {
    @Override
    public Origin origin(Id capture) {
      return new Origin(Origin.NATIVE, null, null, Trace.begunBy(capture));
    }

    @Override
    public boolean fresh() {
      return true;
    }

    @Override
    public Duration retention(Duration most) {
      return most;
    }

    @Override
    public @Nullable Id request() {
      return null;
    }
  }
}
