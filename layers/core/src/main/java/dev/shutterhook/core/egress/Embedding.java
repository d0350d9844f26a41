package dev.shutterhook.core.egress;

import java.util.Arrays;
import java.util.List;

/**
 * Where an IPv6 address hides IPv4 addresses that a translator or tunnel would reach in the end.
 */
enum Embedding {
  NONE,
  /** In the last 32 bits: RFC 4291 section 2.5.5, RFC 6052 section 2.2 with a /96. */
  LAST_32_BITS,
  /** Around the reserved octet 64 to 71: RFC 6052 section 2.2 with a /48. */
  AROUND_OCTET_8,
  /** After the first 16 bits: RFC 3056 section 2. */
  AFTER_16_BITS,
  /** The server after 32 bits, the client inverted in the last 32: RFC 4380 section 4. */
  TEREDO;

  private static final int IPV4_BYTES = 4;

  /** The hidden addresses, 4 bytes each. */
  List<byte[]> hiddenIn(byte[] address) {
    return switch (this) {
      case NONE -> List.of();
      case LAST_32_BITS -> List.of(fourBytes(address, 12));
      case AROUND_OCTET_8 -> List.of(new byte[] {address[6], address[7], address[9], address[10]});
      case AFTER_16_BITS -> List.of(fourBytes(address, 2));
      case TEREDO -> List.of(fourBytes(address, 4), inverted(fourBytes(address, 12)));
    };
  }

  /** ISATAP marks the interface identifier, under any prefix: RFC 5214 section 6.1. */
  static boolean isIsatap(byte[] address) {
    return address.length == 16
        && (address[8] & 0xfd) == 0
        && address[9] == 0
        && address[10] == 0x5e
        && address[11] == (byte) 0xfe;
  }

  private static byte[] fourBytes(byte[] address, int from) {
    return Arrays.copyOfRange(address, from, from + IPV4_BYTES);
  }

  private static byte[] inverted(byte[] bytes) {
    byte[] result = bytes.clone();
    for (int i = 0; i < result.length; i++) {
      result[i] ^= (byte) 0xff;
    }
    return result;
  }
}
