package dev.shutterhook.render.containment;

import dev.shutterhook.core.egress.Resolver;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The names of that network, for the guard and for the name server alike: a browser that asks by
 * itself is told the same. Thread-safe.
 */
final class Names implements Resolver {
  /** Where the hostile site is: an address that everybody on the internet can reach. */
  static final String PUBLIC = "8.8.4.4";

  /** The site. */
  static final String SITE = "hostile.test";

  /** The site as well; browsers trust such a name as they trust https. */
  static final String SECURE_SITE = "hostile.localhost";

  /** Before it, anything: the first answer is public, and all others are internal. */
  static final String REBINDING = ".rebind.test";

  private static final Map<String, String> FIXED =
      Map.of(
          SITE,
          PUBLIC,
          SECURE_SITE,
          PUBLIC,
          "localhost",
          "127.0.0.1",
          "runtime.test",
          Secret.RUNTIME.ipv4(),
          "metadata.test",
          Secret.METADATA.ipv4(),
          "private.test",
          Secret.PRIVATE.ipv4());

  private final Map<String, AtomicInteger> asked = new ConcurrentHashMap<>();

  @Override
  public List<InetAddress> resolve(String host) throws UnknownHostException {
    return List.of(
        InetAddress.ofLiteral(address(host).orElseThrow(() -> new UnknownHostException(host))));
  }

  Optional<String> address(String host) {
    if (host.endsWith(REBINDING)) {
      int earlier = asked.computeIfAbsent(host, name -> new AtomicInteger()).getAndIncrement();
      return Optional.of(earlier == 0 ? PUBLIC : Secret.METADATA.ipv4());
    }
    return Optional.ofNullable(FIXED.get(host));
  }
}
