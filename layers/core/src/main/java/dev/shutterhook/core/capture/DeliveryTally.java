package dev.shutterhook.core.capture;

import dev.shutterhook.core.bulk.Parts;
import dev.shutterhook.core.id.Id;
import dev.shutterhook.core.table.BulkRead;
import dev.shutterhook.core.webhook.DeliveryOutline;
import dev.shutterhook.core.webhook.DeliveryState;
import dev.shutterhook.core.webhook.DeliveryStore;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Counts how the webhooks of captures fare, by the deliveries themselves. One call for a hundred of
 * them, and none where nobody is told. Safe for threads.
 *
 * @param deliveries where they are
 */
public record DeliveryTally(DeliveryStore deliveries) {
  private static final Parts CALL = new Parts(BulkRead.MAX_READ, Long.MAX_VALUE);

  /** Of one capture. */
  public DeliveryCounts of(Capture capture) {
    return of(List.of(capture)).apply(capture);
  }

  /** Of several; what it gives knows these and no others. */
  public Function<Capture, DeliveryCounts> of(List<Capture> captures) {
    List<Id> told = captures.stream().flatMap(one -> one.told().stream()).distinct().toList();
    Map<Id, DeliveryState> states =
        CALL.of(told, id -> 1).stream()
            .flatMap(part -> deliveries.outlines(part).stream())
            .collect(
                Collectors.toMap(DeliveryOutline::id, delivery -> delivery.progress().state()));
    return capture ->
        DeliveryCounts.of(
            capture.told().stream().map(states::get).filter(Objects::nonNull).toList());
  }
}
