package dev.shutterhook.core.egress;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

/** The machine's own resolver, behind the JVM's cache (30 s by default). Thread-safe. */
public final class SystemResolver implements Resolver {
  private static final List<InetAddress> LOOPBACK =
      List.of(InetAddress.ofLiteral("127.0.0.1"), InetAddress.ofLiteral("::1"));

  @Override
  public List<InetAddress> resolve(String host) throws UnknownHostException {
    // RFC 6761 section 6.3: these names mean loopback, whatever a server answers. A browser with a
    // proxy leaves them to the proxy, and many system resolvers know only the bare one.
    if (host.equals("localhost") || host.endsWith(".localhost")) {
      return LOOPBACK;
    }
    return List.of(InetAddress.getAllByName(host));
  }
}
