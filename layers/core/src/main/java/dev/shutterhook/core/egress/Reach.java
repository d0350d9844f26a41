package dev.shutterhook.core.egress;

/** How far an address reaches, from the widest to none: a later one is the more careful answer. */
enum Reach {
  /** Anybody on the internet. */
  GLOBAL,
  /** This machine, this network, or a protocol's own purpose. */
  LOCAL,
  /** No single destination: unspecified, multicast, broadcast. */
  NONE;

  Reach narrower(Reach other) {
    return compareTo(other) >= 0 ? this : other;
  }
}
