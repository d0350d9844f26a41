package dev.shutterhook.core.egress;

import dev.shutterhook.core.egress.Dialer.Dialled;
import java.io.IOException;
import java.net.Socket;

/** A session's way out: decides, dials, and keeps plain connections for the next request. */
final class Uplink {

  /** A connection to the destination, or why there is none. */
  sealed interface Link {
    /**
     * A connection.
     *
     * @param kept whether an earlier request has used it, so that it may be dead by now
     */
    record Up(Wire wire, boolean kept) implements Link {}

    record Down(Reason reason) implements Link {}
  }

  private final Vetting vetting;
  private final Dialer dialer;
  private final OpenSockets sockets;
  private final ByteBudget budget;
  private final Ledger ledger;
  private final KeptConnections kept;

  Uplink(
      Vetting vetting,
      EgressLimits limits,
      OpenSockets sockets,
      ByteBudget budget,
      Ledger ledger,
      KeptConnections kept) {
    this.vetting = vetting;
    this.dialer = new Dialer(sockets, limits.connectTimeout());
    this.sockets = sockets;
    this.budget = budget;
    this.ledger = ledger;
    this.kept = kept;
  }

  /** A connection of an earlier request to this very destination, or a fresh one. */
  Link keptOrFresh(Destination destination) {
    if (budget.isSpent()) {
      return down(destination, Reason.TOO_MANY_BYTES);
    }
    return kept.take(destination)
        .<Link>map(wire -> new Link.Up(wire, true))
        .orElseGet(() -> fresh(destination));
  }

  /** A new connection, after a decision of its own. */
  Link fresh(Destination destination) {
    if (budget.isSpent()) {
      return down(destination, Reason.TOO_MANY_BYTES);
    }
    return switch (vetting.decide(destination)) {
      case Decision.Denied(Reason reason) -> down(destination, reason);
      case Decision.Allowed(var addresses) ->
          switch (dialer.dial(addresses, destination.port())) {
            case Dialled.Failed(Reason reason) -> down(destination, reason);
            case Dialled.Connected(Socket socket) -> up(destination, socket);
          };
    };
  }

  void keep(Destination destination, Wire wire) {
    kept.put(destination, wire);
  }

  private Link up(Destination destination, Socket socket) {
    try {
      Wire wire = new Wire(socket, sockets, budget);
      ledger.succeeded(destination);
      return new Link.Up(wire, false);
    } catch (IOException gone) {
      sockets.close(socket);
      return down(destination, Reason.UPSTREAM_BROKEN);
    }
  }

  private Link down(Destination destination, Reason reason) {
    ledger.failed(destination, reason);
    return new Link.Down(reason);
  }
}
