package dev.shutterhook.core.egress;

import static dev.shutterhook.core.egress.Embedding.AFTER_16_BITS;
import static dev.shutterhook.core.egress.Embedding.AROUND_OCTET_8;
import static dev.shutterhook.core.egress.Embedding.LAST_32_BITS;
import static dev.shutterhook.core.egress.Embedding.NONE;
import static dev.shutterhook.core.egress.Embedding.TEREDO;
import static dev.shutterhook.core.egress.Reach.GLOBAL;
import static dev.shutterhook.core.egress.Reach.LOCAL;

import java.util.Comparator;
import java.util.List;

/**
 * The blocks of the IANA special-purpose address registries (RFC 6890, RFC 8190), and a few that
 * these leave out. The longest prefix wins.
 */
final class AddressTable {
  /**
   * One block.
   *
   * @param source the document that gives the block its purpose
   */
  record Row(AddressPrefix prefix, Reach reach, Embedding embedding, String source) {}

  private static final List<Row> ROWS =
      List.of(
          row("0.0.0.0/0", GLOBAL, "RFC 791"),
          row("0.0.0.0/8", Reach.NONE, "RFC 1122, 3.2.1.3: this network, never a destination"),
          row("10.0.0.0/8", LOCAL, "RFC 1918"),
          row("100.64.0.0/10", LOCAL, "RFC 6598: carrier-grade NAT"),
          row("127.0.0.0/8", LOCAL, "RFC 1122, 3.2.1.3: loopback"),
          row("168.63.129.16/32", LOCAL, "Azure: the virtual host's own services"),
          row("169.254.0.0/16", LOCAL, "RFC 3927: link-local, and the clouds' metadata"),
          row("172.16.0.0/12", LOCAL, "RFC 1918"),
          row("192.0.0.0/24", LOCAL, "RFC 6890: protocol assignments; the next NAT answers here"),
          row("192.0.2.0/24", LOCAL, "RFC 5737: documentation"),
          row("192.88.99.0/24", LOCAL, "RFC 7526: the former 6to4 relay"),
          row("192.168.0.0/16", LOCAL, "RFC 1918"),
          row("198.18.0.0/15", LOCAL, "RFC 2544: benchmarks"),
          row("198.51.100.0/24", LOCAL, "RFC 5737: documentation"),
          row("203.0.113.0/24", LOCAL, "RFC 5737: documentation"),
          row("224.0.0.0/4", Reach.NONE, "RFC 5771: multicast"),
          row("240.0.0.0/4", LOCAL, "RFC 1112, 4: reserved"),
          row("255.255.255.255/32", Reach.NONE, "RFC 919, 7: broadcast"),
          row("::/0", LOCAL, "RFC 4291, 2.4: what nobody has delegated is not public"),
          row("::/96", LOCAL, LAST_32_BITS, "RFC 4291, 2.5.5.1: IPv4-compatible"),
          row("::/128", Reach.NONE, "RFC 4291, 2.5.2: unspecified"),
          row("::1/128", LOCAL, "RFC 4291, 2.5.3: loopback"),
          row("::ffff:0:0:0/96", LOCAL, LAST_32_BITS, "RFC 2765, 2.1: IPv4-translated"),
          row("64:ff9b::/96", LOCAL, LAST_32_BITS, "RFC 6052: NAT64"),
          row("64:ff9b:1::/48", LOCAL, AROUND_OCTET_8, "RFC 8215: a network's own NAT64"),
          row("64:ff9c::/32", GLOBAL, "RFC 6052, 2.1: the block after NAT64's is not NAT64"),
          row("100::/64", LOCAL, "RFC 6666: discard"),
          row("100:0:0:1::/64", LOCAL, "RFC 9780: dummy"),
          row("2000::/3", GLOBAL, "RFC 3587: global unicast"),
          row("2001::/23", LOCAL, "RFC 2928: protocol assignments"),
          row("2001::/32", LOCAL, TEREDO, "RFC 4380: Teredo"),
          row("2001:2::/48", LOCAL, "RFC 5180: benchmarks"),
          row("2001:3::/32", GLOBAL, "RFC 7450: AMT"),
          row("2001:4:112::/48", GLOBAL, "RFC 7535: AS112"),
          row("2001:10::/28", LOCAL, "RFC 4843: the former ORCHID"),
          row("2001:20::/28", GLOBAL, "RFC 7343: ORCHIDv2"),
          row("2001:30::/28", GLOBAL, "RFC 9374: drone remote identification"),
          row("2001:db8::/32", LOCAL, "RFC 3849: documentation"),
          row("2002::/16", LOCAL, AFTER_16_BITS, "RFC 3056: 6to4"),
          row("3ffe::/16", LOCAL, "RFC 3701: the former 6bone"),
          row("3fff::/20", LOCAL, "RFC 9637: documentation"),
          row("5f00::/16", LOCAL, "RFC 9602: segment routing"),
          row("fc00::/7", LOCAL, "RFC 4193: unique local"),
          row("fe80::/10", LOCAL, "RFC 4291, 2.5.6: link-local"),
          row("fec0::/10", LOCAL, "RFC 3879: the former site-local"),
          row("ff00::/8", Reach.NONE, "RFC 4291, 2.7: multicast"));

  private static final List<Row> LONGEST_FIRST =
      ROWS.stream()
          .sorted(Comparator.comparingInt((Row row) -> row.prefix().length()).reversed())
          .toList();

  private AddressTable() {}

  /** The row with the longest prefix that holds the address of 4 or 16 bytes. */
  static Row find(byte[] address) {
    for (Row row : LONGEST_FIRST) {
      if (row.prefix().contains(address)) {
        return row;
      }
    }
    throw new IllegalArgumentException("an address has 4 or 16 bytes, not " + address.length);
  }

  static List<Row> rows() {
    return ROWS;
  }

  private static Row row(String prefix, Reach reach, String source) {
    return row(prefix, reach, NONE, source);
  }

  private static Row row(String prefix, Reach reach, Embedding embedding, String source) {
    return new Row(AddressPrefix.parse(prefix), reach, embedding, source);
  }
}
