package dev.shutterhook.core.egress;

import dev.shutterhook.core.egress.Uplink.Link;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One connection to the proxy: its requests, one after the other, each judged anew. */
final class ClientConnection implements Runnable {
  private static final int HTTP_PORT = 80;

  private final Wire client;
  private final Uplink uplink;
  private final Ledger ledger;
  private volatile @Nullable Wire origin;

  ClientConnection(Wire client, Uplink uplink, Ledger ledger) {
    this.client = client;
    this.uplink = uplink;
    this.ledger = ledger;
  }

  @Override
  public void run() {
    try {
      boolean more = true;
      while (more) {
        more = serve();
      }
      client.closeGently();
    } catch (MalformedMessage malformed) {
      refuseRequest();
    } catch (IOException gone) {
      // The client has left, or the session has ended: nobody is there to be told.
    } finally {
      client.close();
    }
  }

  /** Whether the connection may carry another request. */
  private boolean serve() throws IOException {
    Optional<List<String>> lines = HeadReader.REQUEST.read(client);
    if (lines.isEmpty()) {
      return false;
    }
    RequestHead request = RequestHead.parse(lines.get());
    int defaultPort = request.isConnect() ? 0 : HTTP_PORT;
    Optional<Destination> destination = Destination.parse(request.authority(), defaultPort);
    if (destination.isEmpty()) {
      ledger.failed(request.authority(), 0, Reason.MALFORMED_HOST);
      refuse(Reason.MALFORMED_HOST, request.method(), true);
      return false;
    }
    if (request.isConnect()) {
      tunnel(destination.get());
      return false;
    }
    return new Exchange(this, client, uplink, ledger, request, destination.get()).run();
  }

  private void tunnel(Destination destination) throws IOException {
    switch (uplink.fresh(destination)) {
      case Link.Down(Reason reason) -> refuse(reason, "CONNECT", true);
      case Link.Up(Wire wire, boolean kept) -> {
        attach(wire);
        new Tunnel(client, wire, ledger, destination).run();
      }
    }
  }

  private void refuseRequest() {
    ledger.failed("", 0, Reason.MALFORMED_REQUEST);
    try {
      refuse(Reason.MALFORMED_REQUEST, "", true);
      client.closeGently();
    } catch (IOException gone) {
      // It has left without waiting for its answer.
    }
  }

  /** Answers without a detail: what the guard knows about its network is not a page's business. */
  void refuse(Reason reason, String method, boolean close) throws IOException {
    client.write(GenericAnswer.of(reason, ledger.marks(), method.equals("HEAD"), close));
    client.flush();
  }

  /** From now on, silence is counted on both connections. */
  void attach(Wire wire) {
    origin = wire;
  }

  void detach() {
    origin = null;
  }

  /** Cuts the origin first, so that a waiting client can still be answered. */
  void cutIfIdle(long now, long idleNanos) {
    Wire wire = origin;
    if (wire == null || wire.isClosed()) {
      if (now - client.lastMoved() >= idleNanos) {
        client.cut();
      }
    } else if (now - Math.max(client.lastMoved(), wire.lastMoved()) >= idleNanos) {
      wire.cut();
    }
  }
}
