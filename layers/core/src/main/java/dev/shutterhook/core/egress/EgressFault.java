package dev.shutterhook.core.egress;

/** What a failed connection means to the one who asked for it. */
public enum EgressFault {
  /** The guard's policy refuses the destination. Trying again changes nothing. */
  BLOCKED,
  /** The name has no address, or nobody could say in time. */
  DNS_FAILED,
  /** The destination is refused, unreachable, silent, or speaks no HTTP. */
  CONNECTION_FAILED,
  /** The session has spent its bytes, its connections or its time. */
  LIMIT_EXCEEDED
}
