package dev.shutterhook.render.browser;

import dev.shutterhook.core.egress.EgressGuard;
import dev.shutterhook.core.egress.EgressLimits;
import dev.shutterhook.core.egress.EgressPolicy;
import dev.shutterhook.core.egress.EgressSession;
import dev.shutterhook.core.egress.Reason;
import dev.shutterhook.render.devtools.Connection;
import dev.shutterhook.render.devtools.Deadline;
import dev.shutterhook.render.devtools.Session;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A listener on loopback that a browser is sent to before any page of a client is: it must be
 * refused by a strict guard, and the listener must hear nothing. A browser for which that does not
 * hold takes no picture.
 */
final class Canary implements AutoCloseable {
  /** Measured: the guard refuses it 40 ms after it is asked for. */
  static final Duration TIMEOUT = Duration.ofSeconds(10);

  private static final InetAddress LOOPBACK = InetAddress.ofLiteral("127.0.0.1");

  private final ServerSocket listener;
  private final CompletableFuture<Boolean> refused = new CompletableFuture<>();

  private Canary() throws IOException {
    this.listener = new ServerSocket(0, 1, LOOPBACK);
    Thread.ofVirtual().name("canary").start(this::listen);
  }

  /**
   * Sends a browser to a canary.
   *
   * @throws BrowserStartException where the guard did not refuse it, or the canary was reached
   */
  static void mustBeRefusedBy(Connection connection, Arrivals arrivals) {
    try (Canary canary = new Canary();
        EgressGuard guard = canary.guard();
        EgressSession way = guard.open("canary")) {
      InetSocketAddress proxy = way.proxyAddress();
      canary.visit(connection, arrivals, "http://127.0.0.1:" + proxy.getPort());
    } catch (IOException e) {
      throw new BrowserStartException("no port for a canary", e);
    }
  }

  /** The same by any proxy, which need not be a guard. */
  static void mustBeRefusedBy(Connection connection, Arrivals arrivals, String proxy) {
    try (Canary canary = new Canary()) {
      canary.visit(connection, arrivals, proxy);
    } catch (IOException e) {
      throw new BrowserStartException("no port for a canary", e);
    }
  }

  private EgressGuard guard() {
    EgressLimits limits = EgressLimits.DEFAULTS.withStrictPorts(Set.of(listener.getLocalPort()));
    return new EgressGuard(
        EgressPolicy.STRICT,
        limits,
        refusal -> refused.complete(refusal.reason() == Reason.ADDRESS_NOT_PUBLIC));
  }

  private void listen() {
    try {
      listener.accept().close();
      refused.complete(false);
    } catch (IOException closed) {
      // Nobody came, as it should be.
    }
  }

  private void visit(Connection connection, Arrivals arrivals, String proxy) {
    Deadline end = Deadline.in(TIMEOUT);
    Session browser = connection.browser(end);
    Map<String, Object> place =
        Map.of("disposeOnDetach", true, "proxyServer", proxy, "proxyBypassList", "<-loopback>");
    String context =
        browser.call("Target.createBrowserContext", place).path("browserContextId").asText();
    CompletableFuture<String> arrival = arrivals.nextOf(context);
    String url = "http://127.0.0.1:" + listener.getLocalPort() + "/";
    browser.post("Target.createTarget", Map.of("url", url, "browserContextId", context));
    try (Session page = connection.session(within(end, arrival, "no page"), end)) {
      page.tell("Runtime.runIfWaitingForDebugger", Map.of());
      if (!within(end, refused, "the guard was not asked for the canary")) {
        throw new BrowserStartException("the browser is not contained: it reached loopback", null);
      }
    } finally {
      arrival.cancel(false);
      browser.tell("Target.disposeBrowserContext", Map.of("browserContextId", context));
    }
  }

  private static <T> T within(Deadline end, CompletableFuture<T> future, String otherwise) {
    try {
      return future.get(end.left().toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException | ExecutionException e) {
      throw new BrowserStartException("the browser may not be contained: " + otherwise, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new BrowserStartException("interrupted: " + otherwise, e);
    }
  }

  @Override
  public void close() throws IOException {
    listener.close();
  }
}
