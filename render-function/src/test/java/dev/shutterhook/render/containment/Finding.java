package dev.shutterhook.render.containment;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What one experiment came to.
 *
 * @param outcome how the capture ended, in the words of the product
 * @param millis that it took, the browser's start included
 * @param waysAtSite the ways by which the site was asked
 * @param waysIn by which ways each keeper of a secret was asked, and the undialled port
 * @param traffic every packet
 * @param dropped packets that the capture missed
 * @param loot secrets that the page brought home
 * @param inArtifacts secrets in pictures' documents
 * @param artifacts how many there are
 * @param refused how often the guard refused each host
 * @param done whether the page said that it had tried everything
 */
record Finding(
    String outcome,
    long millis,
    Set<String> waysAtSite,
    Map<String, Set<String>> waysIn,
    Traffic traffic,
    int dropped,
    Set<Secret> loot,
    Set<Secret> inArtifacts,
    int artifacts,
    Map<String, Integer> refused,
    boolean done) {

  int refusals() {
    return refused.values().stream().mapToInt(Integer::intValue).sum();
  }

  /** One line for people. */
  String summary() {
    Map<String, Integer> in = new TreeMap<>();
    waysIn.forEach((host, ways) -> in.put(host, ways.size()));
    return ("%s, %d ms: %d ways at the site, ways in %s, %d refusals of %d hosts;"
            + " connections: %d guard, %d site, %d discard, %d internal, %d direct;"
            + " packets: %d names, %d datagrams, %d others, %d dropped; loot %s, artifacts %s of %d")
        .formatted(
            outcome,
            millis,
            waysAtSite.size(),
            in,
            refusals(),
            refused.size(),
            traffic.toGuard(),
            traffic.toSite(),
            traffic.toDiscard(),
            traffic.internal().size(),
            traffic.direct().size(),
            traffic.names().size(),
            traffic.datagrams().size(),
            traffic.others().size(),
            dropped,
            loot,
            inArtifacts,
            artifacts);
  }

  /** What the page's leaks were, each kind once. */
  Set<String> leaks() {
    return Set.copyOf(traffic.leaks());
  }
}
