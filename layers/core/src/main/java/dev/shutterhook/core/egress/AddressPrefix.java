package dev.shutterhook.core.egress;

import java.net.InetAddress;

/**
 * A block of addresses.
 *
 * @param network 4 or 16 bytes; bits beyond the length are zero
 * @param length in bits
 */
record AddressPrefix(InetAddress network, int length) {
  AddressPrefix {
    byte[] bytes = network.getAddress();
    if (length < 0 || length > bytes.length * Byte.SIZE) {
      throw new IllegalArgumentException("prefix length " + length + " does not fit " + network);
    }
    for (int bit = length; bit < bytes.length * Byte.SIZE; bit++) {
      if (bitOf(bytes, bit) != 0) {
        throw new IllegalArgumentException(network + " has bits beyond its length " + length);
      }
    }
  }

  /** Reads {@code 10.0.0.0/8} or {@code fc00::/7}. */
  static AddressPrefix parse(String text) {
    int slash = text.indexOf('/');
    return new AddressPrefix(
        InetAddress.ofLiteral(text.substring(0, slash)),
        Integer.parseInt(text.substring(slash + 1)));
  }

  /** Whether the address lies in this block; false for one of the other family. */
  boolean contains(byte[] address) {
    byte[] bytes = network.getAddress();
    if (address.length != bytes.length) {
      return false;
    }
    for (int bit = 0; bit < length; bit++) {
      if (bitOf(bytes, bit) != bitOf(address, bit)) {
        return false;
      }
    }
    return true;
  }

  private static int bitOf(byte[] bytes, int bit) {
    return (bytes[bit / Byte.SIZE] >> (Byte.SIZE - 1 - bit % Byte.SIZE)) & 1;
  }
}
