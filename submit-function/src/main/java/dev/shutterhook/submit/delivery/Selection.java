package dev.shutterhook.submit.delivery;

import dev.shutterhook.core.id.Id;
import dev.shutterhook.core.request.Fault;
import dev.shutterhook.core.request.Fields;
import dev.shutterhook.core.webhook.DeliveryFilter;
import dev.shutterhook.core.webhook.DeliveryState;
import dev.shutterhook.submit.listing.ListParameters;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Which deliveries a request means, and how many at a time.
 *
 * @param filter which
 * @param before where the list goes on; empty for its beginning
 * @param limit at most so many
 */
record Selection(DeliveryFilter filter, Optional<Id> before, int limit) {
  /**
   * A replay takes no more at a time: they took 4 s on two busy processors, the emulators' work
   * included; the API has 29 s.
   */
  static final int MAX_REPLAYED = 1_000;

  /** A name has 253 bytes at most; a port follows. */
  private static final int MAX_HOST_BYTES = 260;

  private static final int MAX_TIME_BYTES = 40;

  /** What reading one comes to. */
  sealed interface Reading {}

  /** It says what it means. */
  record Selected(Selection selection) implements Reading {}

  /** It does not: here is everything that is wrong with it. */
  record Refused(List<Fault> faults) implements Reading {
    Refused {
      faults = List.copyOf(faults);
    }
  }

  /** Reads the parameters of a list; without a state all are meant. */
  static Reading ofList(String account, Map<String, String> query) {
    Fields fields = ListParameters.fields(query);
    Set<DeliveryState> states =
        fields
            .choice("state", DeliveryState.class)
            .map(Set::of)
            .orElse(Set.of(DeliveryState.values()));
    return read(account, fields, states, ListParameters.LISTED, ListParameters.MAX_LISTED);
  }

  /** Reads the body of a replay; without a state what was given up is meant. */
  static Reading ofReplay(String account, Fields fields) {
    Optional<DeliveryState> asked = fields.choice("state", DeliveryState.class);
    if (asked.filter(DeliveryState.PENDING::equals).isPresent()) {
      fields.fault("state", "must be exhausted or delivered: what is pending is on its way");
    }
    DeliveryState state = asked.orElse(DeliveryState.EXHAUSTED);
    return read(account, fields, Set.of(state), MAX_REPLAYED, MAX_REPLAYED);
  }

  private static Reading read(
      String account, Fields fields, Set<DeliveryState> states, int usual, int most) {
    DeliveryFilter filter =
        new DeliveryFilter(
            account,
            states,
            fields.text("host", MAX_HOST_BYTES).map(host -> host.toLowerCase(Locale.ROOT)),
            fields.parsed("since", MAX_TIME_BYTES, Selection::time));
    ListParameters list = ListParameters.read(fields, Id.Kind.DELIVERY, usual, most);
    List<Fault> faults = fields.faults();
    return faults.isEmpty()
        ? new Selected(new Selection(filter, list.before(), list.limit()))
        : new Refused(faults);
  }

  private static Instant time(String text) {
    try {
      return OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeException e) {
      throw new IllegalArgumentException("must be a time like 2026-11-01T12:00:00Z", e);
    }
  }
}
