package dev.shutterhook.core.egress;

import java.net.InetAddress;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Tells names and address literals from the many spellings that systems read differently.
 *
 * <p>{@code 2130706433}, {@code 0177.0.0.1}, {@code 127.1} and {@code 0x7f.1} are loopback to some
 * resolvers and names to others. A host that two readers may read differently is refused.
 */
final class HostParser {
  /** RFC 1035 section 2.3.4, as text and without the trailing dot. */
  static final int MAX_NAME_CHARS = 253;

  private static final int MAX_IPV6_CHARS = 45;
  // Underscores are no host names by RFC 952, yet the web has them and browsers load them.
  private static final Pattern NAME =
      Pattern.compile("[a-z0-9_-]{1,63}(?:\\.[a-z0-9_-]{1,63}){0,126}");
  // As in the WHATWG URL standard: a host whose last label is a number is an IPv4 address or wrong.
  private static final Pattern ENDS_IN_NUMBER = Pattern.compile("(?:.*\\.)?(?:[0-9]+|0x[0-9a-f]*)");
  private static final String OCTET = "(?:25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])";
  private static final String DOTTED_QUAD = OCTET + "(?:\\." + OCTET + "){3}";
  private static final Pattern IPV4 = Pattern.compile(DOTTED_QUAD);
  private static final Pattern IPV6 =
      Pattern.compile("[0-9a-f:]*:(?:" + DOTTED_QUAD + ")?[0-9a-f]*");

  private HostParser() {}

  /** The address, if the lower-case host is a dotted quad or an IPv6 literal in brackets. */
  static Optional<InetAddress> literal(String host) {
    if (IPV4.matcher(host).matches()) {
      return Optional.of(InetAddress.ofLiteral(host));
    }
    if (!host.startsWith("[") || !host.endsWith("]")) {
      return Optional.empty();
    }
    String inside = host.substring(1, host.length() - 1);
    if (inside.length() > MAX_IPV6_CHARS || !IPV6.matcher(inside).matches()) {
      return Optional.empty();
    }
    try {
      return Optional.of(InetAddress.ofLiteral(inside));
    } catch (IllegalArgumentException malformed) {
      return Optional.empty();
    }
  }

  /** The name without its trailing dot, if the lower-case host is one. */
  static Optional<String> name(String host) {
    String name = host.endsWith(".") ? host.substring(0, host.length() - 1) : host;
    boolean valid =
        name.length() <= MAX_NAME_CHARS
            && NAME.matcher(name).matches()
            && !ENDS_IN_NUMBER.matcher(name).matches();
    return valid ? Optional.of(name) : Optional.empty();
  }

  static boolean isDigits(String text) {
    return !text.isEmpty() && text.chars().allMatch(c -> c >= '0' && c <= '9');
  }
}
