package dev.shutterhook.render.page;

import com.fasterxml.jackson.databind.JsonNode;
import com.github.kklisura.cdt.protocol.commands.Browser;
import com.github.kklisura.cdt.protocol.commands.Page;
import com.github.kklisura.cdt.protocol.commands.Target;
import com.github.kklisura.cdt.protocol.types.browser.SetDownloadBehaviorBehavior;
import dev.shutterhook.core.options.CaptureOptions;
import dev.shutterhook.core.options.OnTimeout;
import dev.shutterhook.core.options.Readiness;
import dev.shutterhook.render.change.Retouch;
import dev.shutterhook.render.devtools.Connection;
import dev.shutterhook.render.devtools.Deadline;
import dev.shutterhook.render.devtools.Session;
import dev.shutterhook.render.emulation.Emulator;
import dev.shutterhook.render.frame.ForeignFrames;
import dev.shutterhook.render.interception.Blockade;
import dev.shutterhook.render.interception.Interception;
import dev.shutterhook.render.script.World;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Map;

/**
 * An empty page in a browser context of its own: no cookie, cache or connection of another capture,
 * and one way out, its own guard.
 */
final class Tab implements AutoCloseable {
  /** Measured 7 to 10 ms. A browser that takes this long is no browser any more. */
  static final Duration OPEN_TIMEOUT = Duration.ofSeconds(10);

  /** Kept for the picture of a page that is taken as it is when its time is over. */
  static final Duration MAX_RESERVE = Duration.ofSeconds(5);

  /** What of a short time-out is kept: a third. */
  static final int RESERVED_SHARE = 3;

  private final Connection connection;
  private final String context;
  private final World world;
  private final Session session;
  private final Signals signals;
  private final Deadline ready;
  private final Retouch retouch;
  private final Interception interception;
  private final Restraint restraint;

  private Tab(
      Connection connection,
      String context,
      String frame,
      Session session,
      CaptureOptions options) {
    this.connection = connection;
    this.context = context;
    this.world = new World(session, frame);
    this.session = session;
    this.signals = new Signals(session, frame);
    Readiness readiness = options.readiness();
    this.ready = session.deadline().within(readiness.timeout().minus(reserve(readiness)));
    this.retouch = new Retouch(world, options.changes());
    this.interception = new Interception(session, frame, options);
    this.restraint = new Restraint(session);
  }

  /**
   * Opens a tab.
   *
   * @param proxy the only address that its pages can connect to
   * @param options whose time-out is for all that is done in the tab once it is open
   * @param end of the opening and of what is done in the tab
   */
  static Tab open(
      Connection connection, InetSocketAddress proxy, CaptureOptions options, Deadline end) {
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
      Session session = connection.session(id, end.within(options.readiness().timeout()));
      Tab tab = new Tab(connection, context, target, session, options);
      tab.prepare();
      tab.dress(browser, options);
      return tab;
    } catch (RuntimeException e) {
      dispose(connection, context);
      throw e;
    }
  }

  Session session() {
    return session;
  }

  /** Where our own functions run in the page. */
  World world() {
    return world;
  }

  /** What the client wishes the page not to load. */
  Blockade blockade() {
    return interception.blockade();
  }

  /** The client's style in the page. */
  Retouch retouch() {
    return retouch;
  }

  /** Waits until a deadline; ends early only where page or browser are gone. */
  void pause(Deadline until) {
    signals.await(now -> false, until);
  }

  Signals signals() {
    return signals;
  }

  Restraint restraint() {
    return restraint;
  }

  /** Until when the page may be waited for; the session's own deadline is the picture's as well. */
  Deadline deadline() {
    return ready;
  }

  /** Runs a function in a world of its own, see {@link World#run}. */
  JsonNode run(PageScript script, Deadline deadline, Object... arguments) {
    return world.run(script.source(), deadline, arguments);
  }

  /** One burst: no command waits for the one before it. */
  private void prepare() {
    Page page = session.domain(Page.class);
    session.post("Inspector.enable", Map.of());
    page.enable();
    page.setLifecycleEventsEnabled(true);
    // Bodies are not asked for, so the browser need not keep them.
    session.post("Network.enable", Map.of("maxTotalBufferSize", 0, "maxResourceBufferSize", 0));
  }

  /** What the options say of the page's world. Still the same burst. */
  private void dress(Session browser, CaptureOptions options) {
    Emulator emulator = new Emulator(options);
    emulator.permit(browser, context);
    emulator.set(session);
    retouch.begin();
    interception.begin();
    Deterministic deterministic = new Deterministic(options.emulation().deterministic());
    deterministic.begin(session);
    boolean reaches = emulator.reachesFrames() || interception.reachesFrames();
    if (reaches || deterministic.wanted()) {
      ForeignFrames.follow(
          connection,
          session,
          frame -> {
            emulator.join(frame);
            interception.join(frame);
            deterministic.begin(frame);
          });
    }
  }

  @Override
  public void close() {
    session.close();
    dispose(connection, context);
  }

  private static Duration reserve(Readiness readiness) {
    if (readiness.onTimeout() == OnTimeout.FAIL) {
      return Duration.ZERO;
    }
    Duration share = readiness.timeout().dividedBy(RESERVED_SHARE);
    return share.compareTo(MAX_RESERVE) < 0 ? share : MAX_RESERVE;
  }

  private static void dispose(Connection connection, String context) {
    connection
        .browser(Deadline.in(Duration.ZERO))
        .tell("Target.disposeBrowserContext", Map.of("browserContextId", context));
  }
}
