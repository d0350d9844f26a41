package dev.shutterhook.core.egress;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** What a session could not carry, remembered within bounds. Thread-safe. */
final class Ledger {
  /** The first refusals tell the story; a page that makes more of them gets counted only. */
  static final int MAX_REFUSALS = 256;

  static final int MAX_DESTINATIONS = 1024;

  private volatile String label;
  private final Consumer<Refusal> log;
  private final List<Refusal> refusals = new ArrayList<>();
  private final Map<EgressFault, Long> counts = new EnumMap<>(EgressFault.class);
  private final Map<String, EgressFault> faults = new LinkedHashMap<>();
  private final RefusalMarks marks = new RefusalMarks();
  private boolean sealed;

  Ledger(String label, Consumer<Refusal> log) {
    this.label = label;
    this.log = log;
  }

  String label() {
    return label;
  }

  void relabel(String other) {
    label = other;
  }

  RefusalMarks marks() {
    return marks;
  }

  void failed(Destination destination, Reason reason) {
    failed(destination.host(), destination.port(), reason);
  }

  void failed(String host, int port, Reason reason) {
    Refusal refusal = new Refusal(label, host, port, reason);
    boolean tell;
    synchronized (this) {
      if (sealed) {
        return;
      }
      counts.merge(reason.fault(), 1L, Long::sum);
      tell = refusals.size() < MAX_REFUSALS;
      if (tell) {
        refusals.add(refusal);
      }
      String key = key(refusal.host(), port);
      faults.remove(key);
      if (faults.size() >= MAX_DESTINATIONS) {
        faults.remove(faults.keySet().iterator().next());
      }
      faults.put(key, reason.fault());
    }
    if (tell) {
      log.accept(refusal);
    }
  }

  /** From now on nothing is written: connections that the session's own end cuts are no faults. */
  synchronized void seal() {
    sealed = true;
  }

  synchronized void succeeded(Destination destination) {
    if (!sealed) {
      faults.remove(key(destination.host(), destination.port()));
    }
  }

  synchronized Optional<EgressFault> faultOf(String host, int port) {
    Optional<Destination> destination = Destination.of(host, port);
    if (destination.isEmpty()) {
      return Optional.of(EgressFault.BLOCKED);
    }
    return Optional.ofNullable(faults.get(key(destination.get().host(), port)));
  }

  synchronized List<Refusal> refusals() {
    return List.copyOf(refusals);
  }

  synchronized long count(EgressFault fault) {
    return counts.getOrDefault(fault, 0L);
  }

  private static String key(String host, int port) {
    return host + ":" + port;
  }
}
