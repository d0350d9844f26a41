package dev.shutterhook.core.egress;

import java.net.InetAddress;
import java.util.Arrays;
import java.util.Optional;

/**
 * Judges addresses, and nothing else: no name, no port, no network. Immutable.
 *
 * <p>The JDK's own predicates ({@code isSiteLocalAddress} and its kin) miss most forbidden blocks:
 * they know neither unique local addresses nor carrier-grade NAT nor any form of tunnel.
 */
public final class AddressPolicy {
  private static final int IPV4_BYTES = 4;
  private static final int IPV6_BYTES = 16;
  private static final int MAPPED_MARK = 10;

  private final EgressPolicy policy;

  /** Judges addresses by that policy. */
  public AddressPolicy(EgressPolicy policy) {
    this.policy = policy;
  }

  /** Why the address must not be dialled; empty if it may. */
  public Optional<Reason> objection(InetAddress address) {
    return switch (reach(address.getAddress())) {
      case NONE -> Optional.of(Reason.ADDRESS_NOT_UNICAST);
      case LOCAL ->
          policy == EgressPolicy.OPEN ? Optional.empty() : Optional.of(Reason.ADDRESS_NOT_PUBLIC);
      case GLOBAL -> Optional.empty();
    };
  }

  /** An address reaches no farther than any address that it carries inside. */
  static Reach reach(byte[] address) {
    if (isMapped(address)) {
      return reach(Arrays.copyOfRange(address, IPV6_BYTES - IPV4_BYTES, IPV6_BYTES));
    }
    AddressTable.Row row = AddressTable.find(address);
    Reach reach = row.reach();
    for (byte[] hidden : row.embedding().hiddenIn(address)) {
      reach = reach.narrower(AddressTable.find(hidden).reach());
    }
    if (Embedding.isIsatap(address)) {
      byte[] hidden = Embedding.LAST_32_BITS.hiddenIn(address).getFirst();
      reach = reach.narrower(AddressTable.find(hidden).reach());
    }
    return reach;
  }

  /** RFC 4291 section 2.5.5.2: the same node as the IPv4 address, on a dual-stack socket. */
  private static boolean isMapped(byte[] address) {
    if (address.length != IPV6_BYTES) {
      return false;
    }
    for (int i = 0; i < MAPPED_MARK; i++) {
      if (address[i] != 0) {
        return false;
      }
    }
    return address[MAPPED_MARK] == (byte) 0xff && address[MAPPED_MARK + 1] == (byte) 0xff;
  }
}
