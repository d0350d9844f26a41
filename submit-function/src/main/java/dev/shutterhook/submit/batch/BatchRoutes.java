package dev.shutterhook.submit.batch;

import dev.shutterhook.core.batch.BatchStore;
import dev.shutterhook.core.capture.CaptureStore;
import dev.shutterhook.core.egress.EgressPolicy;
import dev.shutterhook.submit.capture.Intake;
import dev.shutterhook.submit.http.Route;
import dev.shutterhook.submit.idempotency.Idempotency;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;

/** The routes of this package. */
public final class BatchRoutes {
  private BatchRoutes() {}

  /**
   * Routes on these tables.
   *
   * @param egress whether webhooks may go without TLS
   * @param retention until a batch is deleted
   */
  public static List<Route> on(
      BatchStore batches,
      CaptureStore captures,
      Intake intake,
      EgressPolicy egress,
      Duration retention,
      Idempotency idempotency,
      InstantSource clock) {
    AcceptBatch.Rules rules = new AcceptBatch.Rules(egress, retention);
    return List.of(
        Route.keyed(
            "POST", "/v1/batches", new AcceptBatch(rules, intake, batches, idempotency, clock)),
        Route.keyed("GET", "/v1/batches/{id}", new ShowBatch(batches, captures)));
  }
}
