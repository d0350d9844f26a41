package dev.shutterhook.core.egress;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;

/** Turns a destination into a decision: port, then name, then every address. Thread-safe. */
final class Vetting implements AutoCloseable {
  static final int MAX_LOOKUPS_AT_ONCE = 32;
  static final int MAX_WAITING_LOOKUPS = 512;
  private static final Duration LOOKUP_THREAD_REST = Duration.ofSeconds(10);

  private final EgressPolicy policy;
  private final AddressPolicy addresses;
  private final EgressLimits limits;
  private final Resolver resolver;
  private final Predicate<Integer> isOwnPort;
  private final ThreadPoolExecutor lookups;

  Vetting(
      EgressPolicy policy, EgressLimits limits, Resolver resolver, Predicate<Integer> isOwnPort) {
    this.policy = policy;
    this.addresses = new AddressPolicy(policy);
    this.limits = limits;
    this.resolver = resolver;
    this.isOwnPort = isOwnPort;
    // Platform threads: a lookup blocks in native code, and would hold a carrier of the virtual
    // threads that move everybody's bytes.
    this.lookups =
        new ThreadPoolExecutor(
            MAX_LOOKUPS_AT_ONCE,
            MAX_LOOKUPS_AT_ONCE,
            LOOKUP_THREAD_REST.toMillis(),
            TimeUnit.MILLISECONDS,
            new LinkedBlockingQueue<>(MAX_WAITING_LOOKUPS),
            Thread.ofPlatform().daemon().name("egress-lookup-", 0).factory());
    lookups.allowCoreThreadTimeOut(true);
  }

  /** Decides, with at most one resolution. */
  Decision decide(Destination destination) {
    if (policy == EgressPolicy.STRICT && !limits.strictPorts().contains(destination.port())) {
      return new Decision.Denied(Reason.PORT_NOT_ALLOWED);
    }
    if (destination.literal().isPresent()) {
      return judge(List.of(destination.literal().get()), destination.port());
    }
    return resolveAndJudge(destination);
  }

  private Decision resolveAndJudge(Destination destination) {
    Future<List<InetAddress>> lookup;
    try {
      lookup = lookups.submit(() -> resolver.resolve(destination.host()));
    } catch (RejectedExecutionException full) {
      return new Decision.Denied(Reason.RESOLVER_BUSY);
    }
    try {
      long millis = limits.resolveTimeout().toMillis();
      return judge(lookup.get(millis, TimeUnit.MILLISECONDS), destination.port());
    } catch (TimeoutException late) {
      lookup.cancel(true);
      return new Decision.Denied(Reason.RESOLVE_TIMED_OUT);
    } catch (InterruptedException stopped) {
      lookup.cancel(true);
      Thread.currentThread().interrupt();
      return new Decision.Denied(Reason.RESOLVE_TIMED_OUT);
    } catch (ExecutionException failed) {
      if (failed.getCause() instanceof UnknownHostException) {
        return new Decision.Denied(Reason.NAME_NOT_FOUND);
      }
      throw new IllegalStateException("the resolver failed on " + destination.host(), failed);
    }
  }

  /**
   * One refused address refuses the name: which one a later dial would take is an attacker's say.
   */
  private Decision judge(List<InetAddress> resolved, int port) {
    if (resolved.isEmpty()) {
      return new Decision.Denied(Reason.NAME_NOT_FOUND);
    }
    for (InetAddress address : resolved) {
      Optional<Reason> objection = addresses.objection(address);
      if (objection.isPresent()) {
        return new Decision.Denied(objection.get());
      }
      if (address.isLoopbackAddress() && isOwnPort.test(port)) {
        return new Decision.Denied(Reason.OWN_LISTENER);
      }
    }
    return new Decision.Allowed(resolved);
  }

  @Override
  public void close() {
    lookups.shutdownNow();
  }
}
