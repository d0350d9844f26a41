package dev.shutterhook.core.egress;

import java.net.InetAddress;
import java.util.Locale;
import java.util.Optional;

/**
 * A host and a port that have been parsed strictly.
 *
 * @param host a name in lower case without a trailing dot, or a literal's canonical form (IPv6 in
 *     brackets)
 * @param port 1 to 65535
 * @param literal the address, where the host is one
 */
public record Destination(String host, int port, Optional<InetAddress> literal) {
  static final int MAX_PORT = 65_535;
  private static final int MAX_PORT_DIGITS = 5;

  public Destination {
    if (host.isEmpty() || port < 1 || port > MAX_PORT) {
      throw new IllegalArgumentException("not a destination: " + host + " port " + port);
    }
  }

  /**
   * Parses {@code host:port}. There is no user information, no percent-encoding and no guessing:
   * what is not plainly a host is none.
   *
   * @param defaultPort used where the text has no port; 0 makes the port mandatory
   * @return empty if the text is not a strict authority
   */
  public static Optional<Destination> parse(String authority, int defaultPort) {
    int bracket = authority.lastIndexOf(']');
    int colon = authority.indexOf(':', Math.max(bracket, 0));
    String host = colon < 0 ? authority : authority.substring(0, colon);
    int port = colon < 0 ? defaultPort : parsePort(authority.substring(colon + 1));
    return of(host, port);
  }

  /** Parses a host as it stands in a URL, with its port apart; empty if either is not strict. */
  public static Optional<Destination> of(String host, int port) {
    if (port < 1 || port > MAX_PORT) {
      return Optional.empty();
    }
    String lower = host.toLowerCase(Locale.ROOT);
    Optional<InetAddress> literal = HostParser.literal(lower);
    if (literal.isPresent()) {
      String text = literal.get().getHostAddress();
      String canonical = text.indexOf(':') < 0 ? text : "[" + text + "]";
      return Optional.of(new Destination(canonical, port, literal));
    }
    return HostParser.name(lower).map(name -> new Destination(name, port, Optional.empty()));
  }

  /** RFC 3986 section 3.2.3, without its empty form and without leading zeros; -1 if not strict. */
  private static int parsePort(String text) {
    if (text.isEmpty()
        || text.length() > MAX_PORT_DIGITS
        || text.charAt(0) == '0'
        || !HostParser.isDigits(text)) {
      return -1;
    }
    return Integer.parseInt(text);
  }
}
