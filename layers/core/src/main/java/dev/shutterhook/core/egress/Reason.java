package dev.shutterhook.core.egress;

/** Why the guard did not carry a request. For the log and the owner, never for the client. */
public enum Reason {
  MALFORMED_REQUEST(EgressFault.BLOCKED, 400),
  MALFORMED_HOST(EgressFault.BLOCKED, 403),
  PORT_NOT_ALLOWED(EgressFault.BLOCKED, 403),
  ADDRESS_NOT_PUBLIC(EgressFault.BLOCKED, 403),
  ADDRESS_NOT_UNICAST(EgressFault.BLOCKED, 403),
  /** The destination is a listener of this very guard: a request would run in a loop. */
  OWN_LISTENER(EgressFault.BLOCKED, 403),
  NAME_NOT_FOUND(EgressFault.DNS_FAILED, 502),
  RESOLVE_TIMED_OUT(EgressFault.DNS_FAILED, 504),
  /** More names wait for the resolver than {@link Vetting#MAX_WAITING_LOOKUPS}. */
  RESOLVER_BUSY(EgressFault.DNS_FAILED, 503),
  CONNECTION_REFUSED(EgressFault.CONNECTION_FAILED, 502),
  UNREACHABLE(EgressFault.CONNECTION_FAILED, 502),
  CONNECT_TIMED_OUT(EgressFault.CONNECTION_FAILED, 504),
  /** The connection ended early, or its bytes are not an HTTP answer. */
  UPSTREAM_BROKEN(EgressFault.CONNECTION_FAILED, 502),
  UPSTREAM_SILENT(EgressFault.CONNECTION_FAILED, 504),
  TOO_MANY_CONNECTIONS(EgressFault.LIMIT_EXCEEDED, 503),
  TOO_MANY_BYTES(EgressFault.LIMIT_EXCEEDED, 502),
  /** The session was open for longer than any capture may take. */
  TOO_LONG(EgressFault.LIMIT_EXCEEDED, 504);

  private final EgressFault fault;
  private final int status;

  Reason(EgressFault fault, int status) {
    this.fault = fault;
    this.status = status;
  }

  /** What it means to the one who asked for the connection. */
  public EgressFault fault() {
    return fault;
  }

  /** The HTTP status that the client of the proxy sees. It tells the kind, never the detail. */
  int status() {
    return status;
  }
}
