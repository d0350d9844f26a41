package dev.shutterhook.render.containment;

import dev.shutterhook.core.egress.Refusal;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The network that experiments are made in: hosts, name server and packet capture. One experiment
 * at a time.
 */
final class World implements AutoCloseable {
  private final Names names = new Names();
  private final AttackSite site = new AttackSite();
  private final NameServer nameServer;
  private final Host host;
  private final PacketCapture packets;
  private final Map<String, Integer> refused = new TreeMap<>();

  /** What an experiment leaves behind. */
  record Trace(String outcome, Set<Secret> inArtifacts, int artifacts) {}

  /** Something that is tried in that network. */
  @FunctionalInterface
  interface Experiment {
    Trace run() throws Exception;
  }

  private World(PacketCapture packets) throws IOException {
    this.packets = packets;
    this.nameServer = NameServer.open(names);
    this.host = Host.open(site);
  }

  static World open() throws IOException {
    return new World(PacketCapture.start());
  }

  Names names() {
    return names;
  }

  AttackSite site() {
    return site;
  }

  /** For the guard's log. */
  synchronized void note(Refusal refusal) {
    refused.merge(refusal.host(), 1, Integer::sum);
  }

  /** Runs one experiment, which has ended its browser when it returns, and counts. */
  Finding observe(Experiment experiment) throws Exception {
    begin();
    long before = System.nanoTime();
    Trace trace;
    Set<Integer> guardPorts;
    try (GuardPorts ports = GuardPorts.watch()) {
      trace = experiment.run();
      guardPorts = ports.taken();
    }
    long millis = Duration.ofNanos(System.nanoTime() - before).toMillis();
    List<Packet> seen = packets.cut();
    AttackSite.Heard heard = site.take();
    synchronized (this) {
      return new Finding(
          trace.outcome(),
          millis,
          heard.ways(),
          host.takeWaysIn(),
          Traffic.of(seen, guardPorts),
          packets.dropped(),
          heard.loot(),
          trace.inArtifacts(),
          trace.artifacts(),
          new TreeMap<>(refused),
          heard.done());
    }
  }

  private void begin() throws InterruptedException {
    var _ = packets.cut();
    var _ = packets.dropped();
    var _ = site.take();
    var _ = host.takeWaysIn();
    synchronized (this) {
      refused.clear();
    }
  }

  @Override
  public void close() {
    host.close();
    nameServer.close();
  }
}
