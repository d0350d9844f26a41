package dev.shutterhook.core.egress;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Properties over random addresses; the seed is fixed, so a failure can be seen again. */
class EmbeddedAddressTest {
  private static final long SEED = 6890;
  private static final int SAMPLES = 500;

  private final AddressPolicy strict = new AddressPolicy(EgressPolicy.STRICT);
  private final AddressPolicy open = new AddressPolicy(EgressPolicy.OPEN);

  private final Random random = new Random(SEED);

  private byte[] any(int length) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    return bytes;
  }

  @Test
  void judgesAMappedAddressLikeTheAddressItself() throws UnknownHostException {
    for (int i = 0; i < SAMPLES; i++) {
      byte[] ipv4 = any(4);
      byte[] mapped = embed("::ffff:0:0", 12, ipv4);
      assertEquals(AddressPolicy.reach(ipv4), AddressPolicy.reach(mapped));
      assertEquals(
          strict.objection(InetAddress.getByAddress(ipv4)),
          strict.objection(InetAddress.getByAddress(mapped)));
    }
  }

  @Test
  void refusesEveryTunnelAndTranslatorWhenStrict() throws UnknownHostException {
    for (int i = 0; i < SAMPLES; i++) {
      for (byte[] tunnel : tunnels(any(4))) {
        InetAddress address = InetAddress.getByAddress(tunnel);
        assertTrue(strict.objection(address).isPresent(), address::toString);
      }
    }
  }

  @Test
  void neverReachesFartherThroughATunnelWhenOpen() throws UnknownHostException {
    int refused = 0;
    for (int i = 0; i < SAMPLES; i++) {
      byte[] multicast = any(4);
      multicast[0] = (byte) (0xe0 | (multicast[0] & 0x0f));
      for (byte[] tunnel : tunnels(multicast)) {
        InetAddress address = InetAddress.getByAddress(tunnel);
        assertTrue(open.objection(address).isPresent(), address::toString);
        refused++;
      }
    }
    assertEquals(SAMPLES * 7, refused);
  }

  @Test
  void judgesIsatapUnderAPublicPrefixByTheAddressInside() {
    for (int i = 0; i < SAMPLES; i++) {
      byte[] ipv4 = any(4);
      byte[] isatap = embed("2606:4700::5efe:0:0", 12, ipv4);
      assertEquals(AddressPolicy.reach(ipv4), AddressPolicy.reach(isatap));
    }
  }

  @Test
  void callsNothingPublicThatNobodyHasDelegated() {
    for (int i = 0; i < SAMPLES; i++) {
      byte[] ipv6 = any(16);
      ipv6[0] = (byte) (ipv6[0] | 0x40);
      assertTrue(AddressPolicy.reach(ipv6) != Reach.GLOBAL);
    }
  }

  private static byte[][] tunnels(byte[] ipv4) {
    byte[] inverted = ipv4.clone();
    for (int i = 0; i < inverted.length; i++) {
      inverted[i] ^= (byte) 0xff;
    }
    byte[] network = embed("64:ff9b:1::", 6, new byte[] {ipv4[0], ipv4[1]});
    network[9] = ipv4[2];
    network[10] = ipv4[3];
    return new byte[][] {
      embed("::", 12, ipv4),
      embed("::ffff:0:0:0", 12, ipv4),
      embed("64:ff9b::", 12, ipv4),
      network,
      embed("2002::1", 2, ipv4),
      embed("2001::8000:63bf:0:0", 4, ipv4),
      embed("2001:0:4136:e378::", 12, inverted)
    };
  }

  private static byte[] embed(String prefix, int at, byte[] bytes) {
    byte[] address = new byte[16];
    byte[] base = base(prefix);
    System.arraycopy(base, 0, address, 0, address.length);
    System.arraycopy(bytes, 0, address, at, bytes.length);
    return address;
  }

  /** The JDK turns mapped literals into IPv4, so that prefix is spelled by hand. */
  private static byte[] base(String prefix) {
    byte[] bytes = InetAddress.ofLiteral(prefix).getAddress();
    if (bytes.length == 16) {
      return bytes;
    }
    byte[] mapped = new byte[16];
    mapped[10] = (byte) 0xff;
    mapped[11] = (byte) 0xff;
    return mapped;
  }
}
