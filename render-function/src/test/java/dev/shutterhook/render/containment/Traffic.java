package dev.shutterhook.render.containment;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * What went over the wire in one stretch, by where it went.
 *
 * @param toGuard connections to a listener of the guard
 * @param toSite connections to the hostile site's ports 80 and 443, where only the guard leads
 * @param toDiscard connections to port 9 of loopback, the proxy of what belongs to no capture:
 *     nothing listens there
 * @param internal connections to a keeper of a secret, IPv4 or IPv6
 * @param direct connections to anything else
 * @param names packets to a name server
 * @param datagrams all other packets of UDP
 * @param others packets that are neither TCP nor UDP
 */
record Traffic(
    int toGuard,
    int toSite,
    int toDiscard,
    List<String> internal,
    List<String> direct,
    List<String> names,
    List<String> datagrams,
    List<String> others) {
  private static final int DISCARD_PORT = 9;
  private static final int NAME_PORT = 53;
  private static final Set<Integer> SITE_PORTS = Set.of(80, 443);
  private static final Set<String> LOOPBACK = Set.of("127.0.0.1");

  static Traffic of(List<Packet> packets, Set<Integer> guardPorts) {
    int toGuard = 0;
    int toSite = 0;
    int toDiscard = 0;
    List<String> internal = new ArrayList<>();
    List<String> direct = new ArrayList<>();
    List<String> names = new ArrayList<>();
    List<String> datagrams = new ArrayList<>();
    List<String> others = new ArrayList<>();
    for (Packet packet : packets) {
      if (packet.protocol() == Packet.UDP) {
        (packet.port() == NAME_PORT ? names : datagrams).add(packet.toString());
      } else if (packet.protocol() != Packet.TCP) {
        others.add(packet.toString());
      } else if (Secret.at(packet.to(), packet.port()).isPresent()) {
        internal.add(packet.toString());
      } else if (packet.to().equals(Names.PUBLIC) && SITE_PORTS.contains(packet.port())) {
        toSite++;
      } else if (LOOPBACK.contains(packet.to()) && guardPorts.contains(packet.port())) {
        toGuard++;
      } else if (LOOPBACK.contains(packet.to()) && packet.port() == DISCARD_PORT) {
        toDiscard++;
      } else {
        direct.add(packet.toString());
      }
    }
    return new Traffic(toGuard, toSite, toDiscard, internal, direct, names, datagrams, others);
  }

  /** Everything that must not be, where the guard is the only way out. */
  List<String> leaks() {
    List<String> leaks = new ArrayList<>(internal);
    leaks.addAll(direct);
    leaks.addAll(names);
    leaks.addAll(datagrams);
    leaks.addAll(others);
    return leaks;
  }
}
