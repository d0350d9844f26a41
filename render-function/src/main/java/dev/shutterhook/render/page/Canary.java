package dev.shutterhook.render.page;

import dev.shutterhook.core.egress.EgressGuard;
import dev.shutterhook.core.egress.EgressLimits;
import dev.shutterhook.core.egress.EgressPolicy;
import dev.shutterhook.core.egress.Reason;
import dev.shutterhook.core.egress.Refusal;
import dev.shutterhook.render.browser.BrowserStartException;
import dev.shutterhook.render.browser.Chromium;
import dev.shutterhook.render.devtools.Deadline;
import dev.shutterhook.render.devtools.Session;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.Map;
import java.util.Set;

/**
 * A listener on loopback that no page may reach. A browser goes there once, by a page as captures
 * have it, before any capture: a strict guard must say that it was asked and has refused, and the
 * listener must have heard nothing. Arguments that a new Chromium reads otherwise, or no more, show
 * here and not in somebody's picture.
 */
final class Canary {
  /**
   * Measured 26 ms at best, 61 on two busy cores, and the first capture after it is 26 ms shorter:
   * some of what it starts is used again. A browser that takes this long is no browser any more.
   */
  static final Duration PATIENCE = Duration.ofSeconds(10);

  private static final InetAddress LOOPBACK = InetAddress.ofLiteral("127.0.0.1");

  private final ServerSocketChannel listener;
  private final Selector selector;
  private volatile boolean refused;

  private Canary(ServerSocketChannel listener, Selector selector) {
    this.listener = listener;
    this.selector = selector;
  }

  /**
   * Has a browser go there.
   *
   * @throws BrowserStartException where it gets there, or where the guard is not asked in time
   */
  static void sing(Chromium chromium, Duration patience) {
    try (ServerSocketChannel listener = ServerSocketChannel.open();
        Selector selector = Selector.open()) {
      listener.bind(new InetSocketAddress(LOOPBACK, 0));
      listener.configureBlocking(false);
      listener.register(selector, SelectionKey.OP_ACCEPT);
      new Canary(listener, selector).prove(chromium, Deadline.in(patience));
    } catch (IOException e) {
      throw new UncheckedIOException("no loopback port for the canary", e);
    }
  }

  private void prove(Chromium chromium, Deadline end) throws IOException {
    EgressLimits limits = EgressLimits.DEFAULTS.withStrictPorts(Set.of(port()));
    try (EgressGuard guard = new EgressGuard(EgressPolicy.STRICT, limits, this::hear);
        Place place = Place.make(chromium, guard, "canary", end);
        Session page = place.blank().connection().session(place.blank().session(), end)) {
      page.tell("Page.navigate", Map.of("url", "http://127.0.0.1:" + port() + "/"));
      page.tell("Runtime.runIfWaitingForDebugger", Map.of());
      await(end);
    }
  }

  /** On the guard's own thread. */
  private void hear(Refusal refusal) {
    if (refusal.reason() == Reason.ADDRESS_NOT_PUBLIC && refusal.port() == port()) {
      refused = true;
      selector.wakeup();
    }
  }

  private void await(Deadline end) throws IOException {
    while (!refused && !end.passed()) {
      selector.select(Math.max(1, end.left().toMillis()));
      // Looked at once more after a refusal: one request may go two ways.
      try (SocketChannel visitor = listener.accept()) {
        if (visitor != null) {
          throw failed("a page reached a private address past the guard");
        }
      }
    }
    if (!refused) {
      throw failed("a page's request did not come to the guard");
    }
  }

  private static BrowserStartException failed(String what) {
    return new BrowserStartException(
        "The browser is not contained: "
            + what
            + ". Use a Chromium and arguments with which the tests pass.",
        null);
  }

  private int port() {
    return listener.socket().getLocalPort();
  }
}
