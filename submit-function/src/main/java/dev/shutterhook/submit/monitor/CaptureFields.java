package dev.shutterhook.submit.monitor;

import dev.shutterhook.core.options.CaptureOptions;
import dev.shutterhook.core.options.Format;
import dev.shutterhook.core.request.Fields;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How a monitor's page is captured: as {@code POST /v1/captures} has it, but for a few fields. */
final class CaptureFields {
  private static final List<String> OF_MONITORS = List.of("webhook_url", "webhook_events");

  private CaptureFields() {}

  /** Null where there is none, or a faulty one. */
  static @Nullable CaptureOptions read(Fields fields) {
    if (!fields.given("capture")) {
      fields.fault("capture", "is required");
    }
    return fields.inner("capture").map(CaptureFields::options).orElse(null);
  }

  private static @Nullable CaptureOptions options(Fields fields) {
    CaptureOptions options = CaptureOptions.read(fields);
    if (fields.given("html")) {
      fields.fault("html", "cannot be watched: give a url");
    }
    OF_MONITORS.stream()
        .filter(fields::given)
        .forEach(name -> fields.fault(name, "is no field here: see destinations"));
    if (fields.given("metadata")) {
      fields.fault("metadata", "is a field of the monitor, not of its capture");
    }
    if (options == null) {
      return null;
    }
    if (!options.output().formats().equals(List.of(Format.PNG))) {
      fields.fault("format", "must be png: that is what is compared");
    }
    if (options.caching().wanted()) {
      fields.fault("cache_ttl", "must be 0: each run looks for itself");
    }
    return options;
  }
}
