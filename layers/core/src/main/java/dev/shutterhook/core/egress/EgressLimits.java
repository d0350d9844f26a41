package dev.shutterhook.core.egress;

import java.time.Duration;
import java.util.Set;

/**
 * The bounds of a guard and of each of its sessions.
 *
 * @param resolveTimeout for one name, positive
 * @param connectTimeout for one destination, over all of its addresses, positive
 * @param idleTimeout without a byte in either direction before a connection is cut, positive
 * @param sessionTimeout from a session's first connection to its end, positive
 * @param maxBytesPerSession received and sent bytes of one session together, at least 1
 * @param maxConnectionsPerSession client connections of one session at a time, at least 1
 * @param maxConnections client connections of all sessions at a time, at least 1
 * @param strictPorts the ports that {@link EgressPolicy#STRICT} dials, each within 1 and 65535
 */
public record EgressLimits(
    Duration resolveTimeout,
    Duration connectTimeout,
    Duration idleTimeout,
    Duration sessionTimeout,
    long maxBytesPerSession,
    int maxConnectionsPerSession,
    int maxConnections,
    Set<Integer> strictPorts) {

  /**
   * 5 s to resolve (one full time-out of a stub resolver), 10 s to connect, 120 s idle (a capture's
   * own time-out is at most that, and should speak first), 180 s in all, 256 MiB, 128 connections
   * of a session (Chromium opens 32 to one proxy, web sockets apart), 1,024 in all, ports 80 and
   * 443.
   */
  public static final EgressLimits DEFAULTS =
      new EgressLimits(
          Duration.ofSeconds(5),
          Duration.ofSeconds(10),
          Duration.ofSeconds(120),
          Duration.ofSeconds(180),
          256L << 20,
          128,
          1024,
          Set.of(80, 443));

  public EgressLimits {
    requirePositive("resolveTimeout", resolveTimeout);
    requirePositive("connectTimeout", connectTimeout);
    requirePositive("idleTimeout", idleTimeout);
    requirePositive("sessionTimeout", sessionTimeout);
    requirePositive("maxBytesPerSession", maxBytesPerSession);
    requirePositive("maxConnectionsPerSession", maxConnectionsPerSession);
    requirePositive("maxConnections", maxConnections);
    strictPorts = Set.copyOf(strictPorts);
    for (int port : strictPorts) {
      if (port < 1 || port > Destination.MAX_PORT) {
        throw new IllegalArgumentException("strictPorts holds " + port + ": not a port");
      }
    }
  }

  /** These limits with other time-outs, each positive. */
  public EgressLimits withTimeouts(Duration resolve, Duration connect, Duration idle) {
    return new EgressLimits(
        resolve,
        connect,
        idle,
        sessionTimeout,
        maxBytesPerSession,
        maxConnectionsPerSession,
        maxConnections,
        strictPorts);
  }

  /** These limits with another time for a whole session, positive. */
  public EgressLimits withSessionTimeout(Duration session) {
    return new EgressLimits(
        resolveTimeout,
        connectTimeout,
        idleTimeout,
        session,
        maxBytesPerSession,
        maxConnectionsPerSession,
        maxConnections,
        strictPorts);
  }

  /** These limits with another number of bytes, positive. */
  public EgressLimits withMaxBytesPerSession(long bytes) {
    return new EgressLimits(
        resolveTimeout,
        connectTimeout,
        idleTimeout,
        sessionTimeout,
        bytes,
        maxConnectionsPerSession,
        maxConnections,
        strictPorts);
  }

  /** These limits with other numbers of connections, both positive. */
  public EgressLimits withMaxConnections(int perSession, int inAll) {
    return new EgressLimits(
        resolveTimeout,
        connectTimeout,
        idleTimeout,
        sessionTimeout,
        maxBytesPerSession,
        perSession,
        inAll,
        strictPorts);
  }

  /** These limits with other ports for {@link EgressPolicy#STRICT}, each 1 to 65,535. */
  public EgressLimits withStrictPorts(Set<Integer> ports) {
    return new EgressLimits(
        resolveTimeout,
        connectTimeout,
        idleTimeout,
        sessionTimeout,
        maxBytesPerSession,
        maxConnectionsPerSession,
        maxConnections,
        ports);
  }

  private static void requirePositive(String name, Duration value) {
    if (!value.isPositive()) {
      throw new IllegalArgumentException(name + " is " + value + ": it must be positive");
    }
  }

  private static void requirePositive(String name, long value) {
    if (value < 1) {
      throw new IllegalArgumentException(name + " is " + value + ": it must be at least 1");
    }
  }
}
