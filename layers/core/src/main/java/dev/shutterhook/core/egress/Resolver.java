package dev.shutterhook.core.egress;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

/** Where names become addresses: the seam between the guard and DNS. */
@FunctionalInterface
public interface Resolver {
  /**
   * Resolves a name that has been parsed strictly. May block: the guard waits no longer than {@link
   * EgressLimits#resolveTimeout()}.
   *
   * @param host an ASCII name in lower case without a trailing dot, never an address literal
   * @throws UnknownHostException if the name has no address
   */
  List<InetAddress> resolve(String host) throws UnknownHostException;
}
