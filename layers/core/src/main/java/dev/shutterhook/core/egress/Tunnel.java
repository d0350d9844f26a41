package dev.shutterhook.core.egress;

import java.io.IOException;

/** Two connections joined by CONNECT: bytes both ways, read by nobody. */
final class Tunnel {
  private static final String ESTABLISHED = "HTTP/1.1 200 Connection established\r\n\r\n";

  private final Wire client;
  private final Wire origin;
  private final Ledger ledger;
  private final Destination destination;
  private volatile boolean clientDone;

  Tunnel(Wire client, Wire origin, Ledger ledger, Destination destination) {
    this.client = client;
    this.origin = origin;
    this.ledger = ledger;
    this.destination = destination;
  }

  /** Returns when both directions have ended, and both connections are closed. */
  void run() throws IOException {
    try (client;
        origin) {
      client.write(ESTABLISHED);
      client.flush();
      Thread back = Thread.ofVirtual().name("egress-tunnel").start(this::carryBack);
      carryForth();
      back.join();
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  private void carryForth() {
    try {
      new BodyRelay(client, origin).relayAll();
      clientDone = true;
      origin.endOutput();
    } catch (IOException ended) {
      clientDone = true;
      end(ended);
    }
  }

  private void carryBack() {
    try {
      new BodyRelay(origin, client).relayAll();
      noteSilence();
      client.endOutput();
    } catch (IOException ended) {
      noteSilence();
      end(ended);
    }
  }

  /** An origin that hangs up without a word has failed; one that a client left has not. */
  private void noteSilence() {
    if (!origin.hasSpoken() && !clientDone) {
      ledger.failed(destination, origin.wasCut() ? Reason.UPSTREAM_SILENT : Reason.UPSTREAM_BROKEN);
    }
  }

  private void end(IOException cause) {
    if (cause instanceof ByteBudget.Spent) {
      ledger.failed(destination, Reason.TOO_MANY_BYTES);
    }
    client.close();
    origin.close();
  }
}
