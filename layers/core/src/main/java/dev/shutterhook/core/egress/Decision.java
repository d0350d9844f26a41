package dev.shutterhook.core.egress;

import java.net.InetAddress;
import java.util.List;

/** What the guard thinks of one destination at one moment. */
public sealed interface Decision {

  /**
   * The destination may be dialled, at exactly these addresses.
   *
   * @param addresses vetted, in the resolver's order, at least one
   */
  record Allowed(List<InetAddress> addresses) implements Decision {
    public Allowed {
      addresses = List.copyOf(addresses);
      if (addresses.isEmpty()) {
        throw new IllegalArgumentException("an allowed destination needs an address");
      }
    }
  }

  /** The destination must not be dialled. */
  record Denied(Reason reason) implements Decision {}
}
