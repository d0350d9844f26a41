package dev.shutterhook.render.page;

import com.github.kklisura.cdt.protocol.commands.Browser;
import com.github.kklisura.cdt.protocol.commands.Target;
import com.github.kklisura.cdt.protocol.types.browser.SetDownloadBehaviorBehavior;
import dev.shutterhook.render.browser.Chromium;
import dev.shutterhook.render.devtools.Connection;
import dev.shutterhook.render.devtools.Deadline;
import dev.shutterhook.render.devtools.DevToolsException.TimedOut;
import dev.shutterhook.render.devtools.Session;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A page that has not begun, in a browser context of its own: no cookie, cache or connection of
 * another capture, and one way out, its own guard. It stands still until it is told to run.
 *
 * @param context the browser context
 * @param frame the page's main frame, which has its target's id
 * @param session the id of its session
 */
record Blank(Connection connection, String context, String frame, String session)
    implements AutoCloseable {
  /** Measured 7 to 10 ms. A browser that takes this long is no browser any more. */
  static final Duration OPEN_TIMEOUT = Duration.ofSeconds(10);

  /**
   * Where a page is said to go until it is known where: a page that begins as about:blank does not
   * stand still. The name is reserved (RFC 6761, section 6.4) and is never asked for: the real
   * navigation takes this one's place while it is held.
   */
  private static final String NOWHERE = "http://blank.invalid/";

  /**
   * Opens one.
   *
   * @param proxy the only address that it can connect to
   */
  static Blank open(Chromium chromium, InetSocketAddress proxy, Deadline end) {
    Connection connection = chromium.connection();
    Deadline limit = end.within(OPEN_TIMEOUT);
    Session browser = connection.browser(limit);
    Target targets = browser.domain(Target.class);
    String way = "http://" + proxy.getAddress().getHostAddress() + ":" + proxy.getPort();
    String context = targets.createBrowserContext(true, way, "<-loopback>");
    CompletableFuture<String> arrival = chromium.arrivals().nextOf(context);
    try {
      browser
          .domain(Browser.class)
          .setDownloadBehavior(SetDownloadBehaviorBehavior.DENY, context, null, false);
      String target = targets.createTarget(NOWHERE, null, null, context, null, null, null);
      return new Blank(connection, context, target, await(arrival, limit));
    } catch (RuntimeException e) {
      arrival.cancel(false);
      dispose(connection, context);
      throw e;
    }
  }

  private static String await(CompletableFuture<String> arrival, Deadline limit) {
    try {
      return arrival.get(limit.left().toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException | ExecutionException e) {
      throw new TimedOut("the page's session");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new TimedOut("the page's session");
    }
  }

  /** Ends the page with its context, and does not wait for that. */
  @Override
  public void close() {
    dispose(connection, context);
  }

  private static void dispose(Connection connection, String context) {
    connection
        .browser(Deadline.in(Duration.ZERO))
        .tell("Target.disposeBrowserContext", Map.of("browserContextId", context));
  }
}
