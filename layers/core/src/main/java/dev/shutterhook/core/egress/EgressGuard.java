package dev.shutterhook.core.egress;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * The one way out for connections that are opened on a client's word. Holds what sessions share:
 * policy, resolver, limits. Thread-safe.
 *
 * <pre>{@code
 * try (var guard = new EgressGuard(EgressPolicy.STRICT, EgressLimits.DEFAULTS, log);
 *     var session = guard.open("cap_01K…")) {
 *   var proxy = ProxySelector.of(session.proxyAddress());
 * }
 * }</pre>
 *
 * <p>A name is resolved once for each connection and refused if any of its addresses is refused;
 * what is dialled is one of the addresses that were judged.
 */
public final class EgressGuard implements AutoCloseable {
  private static final int SWEEPS_PER_TIMEOUT = 4;

  private final EgressLimits limits;
  private final Consumer<Refusal> log;
  private final Vetting vetting;
  private final Semaphore slots;
  private final Set<EgressSession> sessions = ConcurrentHashMap.newKeySet();
  private final ScheduledExecutorService sweeper;
  private final ScheduledFuture<?> sweeps;
  private volatile boolean closed;

  /** A guard with the machine's own resolver. */
  public EgressGuard(EgressPolicy policy, EgressLimits limits, Consumer<Refusal> log) {
    this(policy, limits, new SystemResolver(), log);
  }

  /**
   * A guard with the given resolver.
   *
   * @param log is told each remembered refusal, on the thread of the connection: it must be quick
   */
  public EgressGuard(
      EgressPolicy policy, EgressLimits limits, Resolver resolver, Consumer<Refusal> log) {
    this.limits = limits;
    this.log = log;
    this.vetting = new Vetting(policy, limits, resolver, this::isOwnPort);
    this.slots = new Semaphore(limits.maxConnections());
    this.sweeper =
        Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("egress-sweeper").factory());
    long shortest = Math.min(limits.idleTimeout().toMillis(), limits.sessionTimeout().toMillis());
    long period = Math.max(1, shortest / SWEEPS_PER_TIMEOUT);
    this.sweeps =
        sweeper.scheduleWithFixedDelay(this::sweep, period, period, TimeUnit.MILLISECONDS);
  }

  /**
   * Opens a session that listens already.
   *
   * @param label the capture or delivery that it is for, for the log
   * @throws IllegalStateException if the guard is closed
   * @throws UncheckedIOException if the machine has no port left
   */
  public EgressSession open(String label) {
    try {
      EgressSession session = new EgressSession(this, new Ledger(label, log), vetting, limits);
      sessions.add(session);
      if (closed) {
        session.close();
        throw new IllegalStateException("the egress guard is closed");
      }
      session.start();
      return session;
    } catch (IOException e) {
      throw new UncheckedIOException("no loopback port for an egress session", e);
    }
  }

  /**
   * Decides on a destination without dialling it, for a check before work is queued. A connection
   * is judged again when it is made: a name may have other addresses by then.
   */
  public Decision decide(Destination destination) {
    return vetting.decide(destination);
  }

  /** Ends every session, and with them every connection. */
  @Override
  public void close() {
    closed = true;
    sessions.forEach(EgressSession::close);
    sweeps.cancel(false);
    sweeper.shutdownNow();
    vetting.close();
  }

  boolean admit() {
    return slots.tryAcquire();
  }

  void leave() {
    slots.release();
  }

  void forget(EgressSession session) {
    sessions.remove(session);
  }

  private boolean isOwnPort(int port) {
    return sessions.stream().anyMatch(session -> session.proxyAddress().getPort() == port);
  }

  private void sweep() {
    long now = System.nanoTime();
    sessions.forEach(session -> session.sweep(now));
  }
}
