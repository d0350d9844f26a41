package dev.shutterhook.core.egress;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.ReentrantLock;
import jdk.jfr.FlightRecorder;

/**
 * A forward proxy on a loopback port of its own, for one capture or one delivery. Its figures stay
 * readable after {@link #close()}. Thread-safe.
 */
public final class EgressSession implements AutoCloseable {
  /** The HTML metadata name that marks the guard's own answers to plain requests. */
  public static final String REFUSAL_NAME = "shutterhook-refusal";

  private static final InetAddress LOOPBACK = InetAddress.ofLiteral("127.0.0.1");
  private static final int BACKLOG = 256;
  // What clients send and receive is counted where it leaves and enters the machine.
  private static final ByteBudget UNCOUNTED = new ByteBudget(Long.MAX_VALUE);

  private final EgressGuard guard;
  private final EgressLimits limits;
  private final ServerSocket listener;
  private final Ledger ledger;
  private final ByteBudget budget;
  private final Semaphore slots;
  private final Uplink uplink;
  private final ReentrantLock ending = new ReentrantLock();
  private final OpenSockets clients = new OpenSockets();
  private final OpenSockets origins = new OpenSockets();
  private final KeptConnections kept = new KeptConnections();
  private final Set<ClientConnection> connections = ConcurrentHashMap.newKeySet();

  /** By the monotonic clock: a session may wait for its capture as long as it likes. */
  private volatile OptionalLong firstUse = OptionalLong.empty();

  EgressSession(EgressGuard guard, Ledger ledger, Vetting vetting, EgressLimits limits)
      throws IOException {
    this.guard = guard;
    this.limits = limits;
    this.ledger = ledger;
    this.listener = new ServerSocket(0, BACKLOG, LOOPBACK);
    this.budget = new ByteBudget(limits.maxBytesPerSession());
    this.slots = new Semaphore(limits.maxConnectionsPerSession());
    this.uplink = new Uplink(vetting, limits, origins, budget, ledger, kept);
  }

  void start() {
    // The event's class makes the recorder as it is loaded: a fortieth of the first picture's time.
    if (FlightRecorder.isInitialized()) {
      new SessionOpened(listener.getLocalPort(), ledger.label()).commit();
    }
    Thread.ofVirtual().name("egress-accept-" + listener.getLocalPort()).start(this::acceptAll);
  }

  /** From now on it is for that capture or delivery: a session may be opened ahead. */
  public void relabel(String label) {
    ledger.relabel(label);
  }

  /** Where a browser or an HTTP client finds the proxy: 127.0.0.1 and a port. */
  public InetSocketAddress proxyAddress() {
    return new InetSocketAddress(LOOPBACK, listener.getLocalPort());
  }

  /**
   * The first {@link Ledger#MAX_REFUSALS} requests that were not carried to their end, in order.
   */
  public List<Refusal> refusals() {
    return ledger.refusals();
  }

  /** How many requests ended with this fault, those beyond the list included. */
  public long count(EgressFault fault) {
    return ledger.count(fault);
  }

  /**
   * Why the last request to this destination failed; empty if it did not, or if none was made. A
   * host that the guard cannot parse is always {@link EgressFault#BLOCKED}.
   *
   * @param host as in a URL: a name, a dotted quad, or an IPv6 literal in brackets
   */
  public Optional<EgressFault> faultOf(String host, int port) {
    return ledger.faultOf(host, port);
  }

  /**
   * The fault that an answer over plain http stands for, by the content of its {@link
   * #REFUSAL_NAME}; empty for a value that this session has not given out, so for every answer that
   * an origin made.
   */
  public Optional<EgressFault> faultMarked(String mark) {
    return ledger.marks().faultOf(mark);
  }

  /** Whether it carries nothing any more: it was closed, or its guard, or it could not accept. */
  public boolean hasEnded() {
    return listener.isClosed();
  }

  /** Bytes from the outside so far: heads, bodies, and what went through tunnels. */
  public long bytesReceived() {
    return budget.received();
  }

  /** Ends the listener and every connection at once. Further calls change nothing. */
  @Override
  public void close() {
    // The accepting thread ends the session too, when its listener closes: had it overtaken us, the
    // origins would end before the clients, who would be told of a broken origin.
    ending.lock();
    try {
      end();
    } finally {
      ending.unlock();
    }
  }

  private void end() {
    ledger.seal();
    try {
      listener.close();
    } catch (IOException ignored) {
      // It is closed either way.
    }
    // Clients first, and the books before both: what ends here on purpose is nobody's failure.
    clients.closeAll();
    origins.closeAll();
    guard.forget(this);
  }

  /**
   * Cuts every connection that has been silent for the idle time-out, and all of them where the
   * session's own time is over.
   */
  void sweep(long now) {
    if (firstUse.isPresent()
        && now - firstUse.getAsLong() > limits.sessionTimeout().toNanos()
        && !hasEnded()) {
      ledger.failed("", 0, Reason.TOO_LONG);
      close();
      return;
    }
    long idleNanos = limits.idleTimeout().toNanos();
    connections.forEach(connection -> connection.cutIfIdle(now, idleNanos));
    kept.closeIdle(now, idleNanos);
  }

  private void acceptAll() {
    try {
      while (!listener.isClosed()) {
        admit(listener.accept());
      }
    } catch (IOException ended) {
      // Closed, or out of file descriptors: a session that cannot accept is at its end.
      close();
    }
  }

  private void admit(Socket socket) {
    if (firstUse.isEmpty()) {
      firstUse = OptionalLong.of(System.nanoTime());
    }
    if (!slots.tryAcquire()) {
      turnAway(socket);
    } else if (!guard.admit()) {
      slots.release();
      turnAway(socket);
    } else {
      Thread.ofVirtual().name("egress-client").start(() -> serve(socket));
    }
  }

  private void serve(Socket socket) {
    try {
      clients.add(socket);
      socket.setTcpNoDelay(true);
      var connection = new ClientConnection(new Wire(socket, clients, UNCOUNTED), uplink, ledger);
      connections.add(connection);
      try {
        connection.run();
      } finally {
        connections.remove(connection);
      }
    } catch (IOException gone) {
      clients.close(socket);
    } finally {
      guard.leave();
      slots.release();
    }
  }

  /** Answers before anything is read; the few bytes fit the socket's buffer, so nothing waits. */
  private void turnAway(Socket socket) {
    Reason reason = Reason.TOO_MANY_CONNECTIONS;
    ledger.failed("", 0, reason);
    String answer = GenericAnswer.of(reason, ledger.marks(), false, true);
    try (socket) {
      socket.getOutputStream().write(answer.getBytes(StandardCharsets.US_ASCII));
    } catch (IOException gone) {
      // It has left by itself.
    }
  }
}
