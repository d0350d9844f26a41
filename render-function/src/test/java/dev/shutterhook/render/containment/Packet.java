package dev.shutterhook.render.containment;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * One packet as the kernel saw it.
 *
 * @param protocol the number that IANA gives it
 * @param to the address that it goes to
 * @param port that it goes to; 0 where its protocol has none
 * @param opens whether it begins a connection: SYN without ACK
 */
record Packet(int protocol, String to, int port, boolean opens) {
  static final int TCP = 6;
  static final int UDP = 17;

  private static final int IPV4_BYTES = 20;
  private static final int IPV6_BYTES = 40;
  private static final int FLAGS_AT = 13;
  private static final int SYN = 2;
  private static final int SYN_AND_ACK = 0x12;

  /** Reads an IP packet's beginning; empty for what is neither IPv4 nor IPv6. */
  static Optional<Packet> parse(ByteBuffer ip) {
    int version = ip.remaining() < IPV4_BYTES ? 0 : ip.get(0) >> 4 & 0xf;
    if (version == 4) {
      return Optional.of(parse(ip, ip.get(9) & 0xff, 16, 4, (ip.get(0) & 0xf) * 4));
    }
    return version == 6 && ip.remaining() >= IPV6_BYTES
        ? Optional.of(parse(ip, ip.get(6) & 0xff, 24, 16, IPV6_BYTES))
        : Optional.empty();
  }

  private static Packet parse(ByteBuffer ip, int protocol, int toAt, int toBytes, int header) {
    byte[] to = new byte[toBytes];
    ip.get(toAt, to);
    boolean ported = (protocol == TCP || protocol == UDP) && ip.remaining() >= header + 4;
    int port = ported ? ip.getShort(header + 2) & 0xffff : 0;
    boolean opens =
        protocol == TCP
            && ip.remaining() > header + FLAGS_AT
            && (ip.get(header + FLAGS_AT) & SYN_AND_ACK) == SYN;
    return new Packet(protocol, text(to), port, opens);
  }

  private static String text(byte[] address) {
    try {
      return InetAddress.getByAddress(address).getHostAddress();
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException("an address of " + address.length + " bytes", e);
    }
  }

  @Override
  public String toString() {
    String name = protocol == TCP ? "tcp" : protocol == UDP ? "udp" : "protocol " + protocol;
    return name + " " + to + " " + port;
  }
}
