package dev.shutterhook.submit.monitor;

import dev.shutterhook.core.capture.Callback;
import dev.shutterhook.core.egress.EgressPolicy;
import dev.shutterhook.core.monitor.Destination;
import dev.shutterhook.core.monitor.MonitorSettings;
import dev.shutterhook.core.request.Fields;
import java.util.List;
import java.util.Optional;

/** Who is told of a monitor, as a client writes it. */
final class DestinationFields {
  private DestinationFields() {}

  /** Nobody where there are none; faults stay in the fields. */
  static List<Destination> read(Fields fields, EgressPolicy egress) {
    return fields.inners("destinations", MonitorSettings.MAX_DESTINATIONS).stream()
        .flatMap(one -> destination(one, egress).stream())
        .toList();
  }

  private static Optional<Destination> destination(Fields fields, EgressPolicy egress) {
    if (!fields.given("url")) {
      fields.fault("url", "is required");
    }
    Destination.Type type =
        fields.choice("type", Destination.Type.class).orElse(Destination.Type.WEBHOOK);
    return Callback.receiver(fields, "url", egress).map(url -> new Destination(type, url));
  }
}
