package dev.shutterhook.core.egress;

import dev.shutterhook.core.egress.Uplink.Link;
import java.io.EOFException;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** One plain request and its answer. */
final class Exchange {
  /** How long an origin may think about {@code Expect: 100-continue} before the proxy says it. */
  static final Duration CONTINUE_WAIT = Duration.ofSeconds(1);

  static final int MAX_INTERIM_ANSWERS = 8;

  private static final String CONTINUE = "HTTP/1.1 100 Continue\r\n\r\n";

  private enum Phase {
    ASKING,
    AWAITING,
    ANSWERING
  }

  private final ClientConnection connection;
  private final Wire client;
  private final Uplink uplink;
  private final Ledger ledger;
  private final RequestHead request;
  private final Destination destination;
  private Phase phase = Phase.ASKING;
  private boolean bodyUnread;

  Exchange(
      ClientConnection connection,
      Wire client,
      Uplink uplink,
      Ledger ledger,
      RequestHead request,
      Destination destination) {
    this.connection = connection;
    this.client = client;
    this.uplink = uplink;
    this.ledger = ledger;
    this.request = request;
    this.destination = destination;
  }

  /** Whether the client's connection may carry another request. */
  boolean run() throws IOException {
    boolean repeatable = request.isRepeatable();
    return over(repeatable ? uplink.keptOrFresh(destination) : uplink.fresh(destination));
  }

  private boolean over(Link link) throws IOException {
    return switch (link) {
      case Link.Down(Reason reason) -> refuse(reason);
      case Link.Up(Wire origin, boolean kept) -> {
        connection.attach(origin);
        Optional<Boolean> outcome = attempt(origin, kept);
        // The origin may close a kept connection at any time: RFC 9112 section 9.3.1.
        yield outcome.isPresent() ? outcome.get() : over(uplink.fresh(destination));
      }
    };
  }

  /** Empty if the connection was dead and the request may be repeated. */
  private Optional<Boolean> attempt(Wire origin, boolean kept) throws IOException {
    boolean keep = false;
    try {
      ResponseHead head = ask(origin);
      keep = answer(origin, head);
      return Optional.of(!closesClient(head));
    } catch (ByteBudget.Spent spent) {
      return Optional.of(fail(Reason.TOO_MANY_BYTES));
    } catch (MalformedMessage malformed) {
      boolean asking = phase == Phase.ASKING;
      return Optional.of(fail(asking ? Reason.MALFORMED_REQUEST : Reason.UPSTREAM_BROKEN));
    } catch (Wire.Broken broken) {
      if (!broken.isOn(origin)) {
        throw broken;
      }
      if (kept && phase != Phase.ANSWERING && !origin.wasCut()) {
        return Optional.empty();
      }
      return Optional.of(fail(origin.wasCut() ? Reason.UPSTREAM_SILENT : Reason.UPSTREAM_BROKEN));
    } finally {
      connection.detach();
      if (keep) {
        uplink.keep(destination, origin);
      } else {
        origin.close();
      }
    }
  }

  /** Sends the request and reads the head of its final answer. */
  private ResponseHead ask(Wire origin) throws IOException {
    phase = Phase.ASKING;
    origin.write(request.toOrigin());
    if (request.expectsContinue()) {
      origin.flush();
      if (origin.fillWithin(CONTINUE_WAIT)) {
        ResponseHead first = readHead(origin);
        if (!first.isInterim()) {
          bodyUnread = true;
          return first;
        }
      }
      client.write(CONTINUE);
    }
    sendBody(origin);
    phase = Phase.AWAITING;
    return readFinalHead(origin);
  }

  private void sendBody(Wire origin) throws IOException {
    client.flush();
    try {
      new BodyRelay(client, origin).relay(request.body());
    } catch (Wire.Broken broken) {
      if (!broken.isOn(origin) || !request.hasBody()) {
        throw broken;
      }
      // An origin that refuses a large body answers at once and hangs up: its answer counts.
      bodyUnread = true;
    }
  }

  private ResponseHead readFinalHead(Wire origin) throws IOException {
    for (int i = 0; i <= MAX_INTERIM_ANSWERS; i++) {
      ResponseHead head = readHead(origin);
      if (!head.isInterim()) {
        return head;
      }
      if (head.status() == 101) {
        throw new MalformedMessage("an answer switches to a protocol that nobody asked for");
      }
      if (head.status() != 100) {
        client.write(head.toClient(request.method(), false));
        client.flush();
      }
    }
    throw new MalformedMessage("more than " + MAX_INTERIM_ANSWERS + " interim answers");
  }

  private ResponseHead readHead(Wire origin) throws IOException {
    Optional<List<String>> lines = HeadReader.RESPONSE.read(origin);
    if (lines.isEmpty()) {
      throw new Wire.Broken(origin, new EOFException("no answer"));
    }
    return ResponseHead.parse(lines.get(), request.method());
  }

  /** Whether the origin's connection may be kept. */
  private boolean answer(Wire origin, ResponseHead head) throws IOException {
    phase = Phase.ANSWERING;
    client.write(head.toClient(request.method(), closesClient(head)));
    new BodyRelay(origin, client).relay(head.body());
    // Bytes after the answer belong to no request, and must never meet the next one.
    return head.keepsConnection() && !bodyUnread && origin.buffered() == 0;
  }

  private boolean closesClient(ResponseHead head) {
    return bodyUnread || request.wantsClose() || head.body() instanceof Framing.UntilClose;
  }

  private boolean fail(Reason reason) throws IOException {
    ledger.failed(destination, reason);
    if (phase == Phase.ANSWERING) {
      // A cut answer must look cut.
      client.close();
      return false;
    }
    return refuse(reason);
  }

  private boolean refuse(Reason reason) throws IOException {
    boolean close = request.hasBody() || request.wantsClose();
    connection.refuse(reason, request.method(), close);
    return !close;
  }
}
