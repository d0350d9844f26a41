package dev.shutterhook.submit.batch;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.shutterhook.core.batch.CaptureBatch;
import dev.shutterhook.core.capture.Callback;
import dev.shutterhook.core.capture.CaptureRequest;
import dev.shutterhook.core.egress.EgressPolicy;
import dev.shutterhook.core.request.Fault;
import dev.shutterhook.core.request.Fields;
import dev.shutterhook.core.request.WebUrl;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a client asked for, understood and within bounds.
 *
 * @param captures 1 to {@link CaptureBatch#MAX_CAPTURES}, each with the defaults beneath
 * @param receiver whom to tell when all have ended; null for nobody
 * @param metadata the client's own, echoed
 */
record BatchRequest(List<CaptureRequest> captures, @Nullable WebUrl receiver, ObjectNode metadata) {

  BatchRequest {
    captures = List.copyOf(captures);
  }

  /** What reading a request comes to. */
  sealed interface Reading {}

  /** It can be taken. */
  record Accepted(BatchRequest request) implements Reading {}

  /** It cannot: here is what is wrong with it, each fault with its place. */
  record Refused(List<Fault> faults) implements Reading {
    Refused {
      faults = List.copyOf(faults);
    }
  }

  /** Reads the body of {@code POST /v1/batches}. */
  static Reading read(Fields fields, EgressPolicy policy) {
    if (!fields.given("captures")) {
      fields.fault("captures", "is required");
    }
    List<Fields> entries = fields.inners("captures", CaptureBatch.MAX_CAPTURES, "defaults");
    if (entries.isEmpty() && fields.given("captures") && fields.faults().isEmpty()) {
      fields.fault("captures", "must not be empty");
    }
    List<CaptureRequest> captures = new ArrayList<>();
    for (Fields entry : entries) {
      if (CaptureRequest.read(entry, policy) instanceof CaptureRequest.Accepted(var accepted)) {
        captures.add(accepted);
      }
    }
    WebUrl receiver = Callback.receiver(fields, "webhook_url", policy).orElse(null);
    ObjectNode metadata = CaptureRequest.metadata(fields);
    List<Fault> faults = fields.faults();
    return faults.isEmpty()
        ? new Accepted(new BatchRequest(captures, receiver, metadata))
        : new Refused(faults);
  }
}
