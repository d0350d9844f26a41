package dev.shutterhook.render.page;

import com.fasterxml.jackson.databind.JsonNode;
import com.github.kklisura.cdt.protocol.commands.Browser;
import com.github.kklisura.cdt.protocol.commands.Emulation;
import com.github.kklisura.cdt.protocol.commands.Page;
import com.github.kklisura.cdt.protocol.commands.Target;
import com.github.kklisura.cdt.protocol.types.browser.SetDownloadBehaviorBehavior;
import dev.shutterhook.core.options.Viewport;
import dev.shutterhook.render.devtools.Connection;
import dev.shutterhook.render.devtools.Deadline;
import dev.shutterhook.render.devtools.DevToolsException.Refused;
import dev.shutterhook.render.devtools.DevToolsException.TimedOut;
import dev.shutterhook.render.devtools.Session;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * An empty page in a browser context of its own: no cookie, cache or connection of another capture,
 * and one way out, its own guard.
 */
final class Tab implements AutoCloseable {
  /** Measured 7 to 10 ms. A browser that takes this long is no browser any more. */
  static final Duration OPEN_TIMEOUT = Duration.ofSeconds(10);

  /** A page that goes on by itself every few milliseconds lets few of them come to their end. */
  static final int MAX_RUNS = 20;

  private static final String WORLD = "shutterhook";

  private final Connection connection;
  private final String context;
  private final String frame;
  private final Session session;
  private final Signals signals;
  private final Restraint restraint;

  private Tab(Connection connection, String context, String frame, Session session) {
    this.connection = connection;
    this.context = context;
    this.frame = frame;
    this.session = session;
    this.signals = new Signals(session, frame);
    this.restraint = new Restraint(session);
  }

  /**
   * Opens a tab.
   *
   * @param proxy the only address that its pages can connect to
   * @param timeout for all that is done in the tab once it is open
   * @param end of the opening and of what is done in the tab
   */
  static Tab open(
      Connection connection,
      InetSocketAddress proxy,
      Viewport viewport,
      Duration timeout,
      Deadline end) {
    Session browser = connection.browser(end.within(OPEN_TIMEOUT));
    Target targets = browser.domain(Target.class);
    String way = "http://" + proxy.getAddress().getHostAddress() + ":" + proxy.getPort();
    String context = targets.createBrowserContext(true, way, "<-loopback>");
    try {
      browser
          .domain(Browser.class)
          .setDownloadBehavior(SetDownloadBehaviorBehavior.DENY, context, null, false);
      String target = targets.createTarget("about:blank", null, null, context, null, null, null);
      String id = targets.attachToTarget(target, true);
      Session session = connection.session(id, end.within(timeout));
      Tab tab = new Tab(connection, context, target, session);
      tab.prepare(viewport);
      return tab;
    } catch (RuntimeException e) {
      dispose(connection, context);
      throw e;
    }
  }

  Session session() {
    return session;
  }

  Signals signals() {
    return signals;
  }

  Restraint restraint() {
    return restraint;
  }

  Deadline deadline() {
    return session.deadline();
  }

  /**
   * Runs a function in a world of its own in the page's newest document, until a deadline. Where
   * the page goes on to another document meanwhile, it runs again there.
   *
   * @return its value; missing where it threw
   * @throws TimedOut also where the page goes on and on
   */
  JsonNode run(PageScript script, Deadline deadline, Object... arguments) {
    for (int i = 0; i < MAX_RUNS; i++) {
      try {
        return runOnce(script, deadline, arguments);
      } catch (Refused e) {
        session.requireAlive(); // The document is another one by now.
      }
    }
    throw new TimedOut(script + " in a page that goes on and on");
  }

  private JsonNode runOnce(PageScript script, Deadline deadline, Object... arguments) {
    Map<String, Object> where = Map.of("frameId", frame, "worldName", WORLD);
    JsonNode world = session.call("Page.createIsolatedWorld", where, deadline);
    List<Map<String, Object>> values =
        Arrays.stream(arguments).map(value -> Map.of("value", value)).toList();
    Map<String, Object> call =
        Map.of(
            "functionDeclaration",
            script.source(),
            "executionContextId",
            world.path("executionContextId").asInt(),
            "arguments",
            values,
            "returnByValue",
            true,
            "awaitPromise",
            true);
    return session.call("Runtime.callFunctionOn", call, deadline).path("result").path("value");
  }

  /** One burst: no command waits for the one before it. */
  private void prepare(Viewport viewport) {
    Page page = session.domain(Page.class);
    session.post("Inspector.enable", Map.of());
    page.enable();
    page.setLifecycleEventsEnabled(true);
    // Bodies are not asked for, so the browser need not keep them.
    session.post("Network.enable", Map.of("maxTotalBufferSize", 0, "maxResourceBufferSize", 0));
    session
        .domain(Emulation.class)
        .setDeviceMetricsOverride(viewport.width(), viewport.height(), viewport.scale(), false);
  }

  @Override
  public void close() {
    session.close();
    dispose(connection, context);
  }

  private static void dispose(Connection connection, String context) {
    connection
        .browser(Deadline.in(Duration.ZERO))
        .tell("Target.disposeBrowserContext", Map.of("browserContextId", context));
  }
}
