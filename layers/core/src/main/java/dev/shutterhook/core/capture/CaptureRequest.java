package dev.shutterhook.core.capture;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.shutterhook.core.egress.EgressPolicy;
import dev.shutterhook.core.id.Id;
import dev.shutterhook.core.json.Json;
import dev.shutterhook.core.options.CaptureOptions;
import dev.shutterhook.core.options.Source;
import dev.shutterhook.core.request.Fault;
import dev.shutterhook.core.request.Fields;
import dev.shutterhook.core.request.JsonObject;
import dev.shutterhook.core.webhook.StableJson;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a client asked for, understood and within bounds.
 *
 * @param options how the capture shall look
 * @param callback whom to tell; null for nobody
 * @param metadata the client's own, echoed
 */
public record CaptureRequest(
    CaptureOptions options, @Nullable Callback callback, ObjectNode metadata) {
  /** As compact JSON. */
  public static final int MAX_METADATA_BYTES = 4 * 1024;

  /** What reading a request comes to. */
  public sealed interface Reading {}

  /** It can be taken. */
  public record Accepted(CaptureRequest request) implements Reading {}

  /** It cannot: here is everything that is wrong with it. */
  public record Refused(List<Fault> faults) implements Reading {
    public Refused {
      faults = List.copyOf(faults);
    }
  }

  /** Reads the body of {@code POST /v1/captures}. */
  public static Reading read(String body, EgressPolicy policy) {
    Fields fields;
    try {
      fields = new Fields(JsonObject.parse(body));
    } catch (IllegalArgumentException e) {
      return new Refused(List.of(new Fault("", String.valueOf(e.getMessage()))));
    }
    return read(fields, policy);
  }

  /** Reads what the client wants to have echoed; empty where it is none. */
  public static ObjectNode metadata(Fields fields) {
    ObjectNode metadata =
        fields.object("metadata", MAX_METADATA_BYTES).orElseGet(Json.mapper()::createObjectNode);
    // Written stably, 1e20 has 21 digits: what a webhook will carry is what is measured.
    if (StableJson.write(metadata).getBytes(StandardCharsets.UTF_8).length > MAX_METADATA_BYTES) {
      fields.fault("metadata", "must be at most " + MAX_METADATA_BYTES + " bytes as JSON");
    }
    return metadata;
  }

  /** The same request as the table knows it: its document, where it has one, lies elsewhere. */
  public CaptureRequest stored(Id capture) {
    return options.source() instanceof Source.Document
        ? from(Source.StoredDocument.of(capture))
        : this;
  }

  /** The same request of another source. */
  public CaptureRequest from(Source source) {
    return new CaptureRequest(options.with(source), callback, metadata);
  }

  /** Reads the fields of such a body. */
  public static Reading read(Fields fields, EgressPolicy policy) {
    CaptureOptions options = CaptureOptions.read(fields);
    Callback callback = Callback.read(fields, policy);
    ObjectNode metadata = metadata(fields);
    List<Fault> faults = fields.faults();
    if (options == null || !faults.isEmpty()) {
      return new Refused(faults);
    }
    return new Accepted(new CaptureRequest(options, callback, metadata));
  }
}
