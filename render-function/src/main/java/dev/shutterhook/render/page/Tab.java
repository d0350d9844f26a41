package dev.shutterhook.render.page;

import com.fasterxml.jackson.databind.JsonNode;
import com.github.kklisura.cdt.protocol.commands.Page;
import dev.shutterhook.core.options.CaptureOptions;
import dev.shutterhook.core.options.OnTimeout;
import dev.shutterhook.core.options.Readiness;
import dev.shutterhook.render.change.Retouch;
import dev.shutterhook.render.devtools.Deadline;
import dev.shutterhook.render.devtools.Session;
import dev.shutterhook.render.emulation.Emulator;
import dev.shutterhook.render.frame.ForeignFrames;
import dev.shutterhook.render.interception.Blockade;
import dev.shutterhook.render.interception.Interception;
import dev.shutterhook.render.script.World;
import java.time.Duration;
import java.util.Map;

/** A page that is set up as a capture's options say. */
final class Tab implements AutoCloseable {
  /** Kept for the picture of a page that is taken as it is when its time is over. */
  static final Duration MAX_RESERVE = Duration.ofSeconds(5);

  /** What of a short time-out is kept: a third. */
  static final int RESERVED_SHARE = 3;

  /** Bodies are not asked for, so the browser need not keep them. */
  private static final Map<String, Object> TRAFFIC =
      Map.of("maxTotalBufferSize", 0, "maxResourceBufferSize", 0);

  /** A page that has no history may close itself, and there would be no picture of it. */
  private static final Map<String, Object> STAYS_OPEN =
      Map.of("source", "Object.defineProperty(window, 'close', {value() {}, writable: true})");

  private final Blank blank;
  private final World world;
  private final Session session;
  private final Signals signals;
  private final Deadline ready;
  private boolean following;
  private final Retouch retouch;
  private final Interception interception;
  private final Restraint restraint;
  private final Scripts scripts;

  private Tab(Blank blank, Session session, Deadline ready, CaptureOptions options) {
    this.blank = blank;
    this.world = new World(session, blank.frame());
    this.session = session;
    this.signals = new Signals(session, blank.frame());
    this.ready = ready;
    this.retouch = new Retouch(world, options.changes());
    this.interception = new Interception(session, blank.frame(), options);
    this.restraint = new Restraint(session);
    this.scripts = new Scripts(session, options.emulation().javascript());
  }

  /**
   * Makes a tab of a page that has not begun. Until it navigates the page stands still and answers
   * to nothing, so what is set up is posted and not awaited.
   *
   * @param options whose time-out is for all that is done in the tab
   * @param end of what is done in the tab
   */
  static Tab of(Blank blank, CaptureOptions options, Deadline end) {
    Readiness readiness = options.readiness();
    Session session = blank.connection().session(blank.session(), end.within(readiness.timeout()));
    Deadline ready = session.deadline().within(readiness.timeout().minus(reserve(readiness)));
    Tab tab = new Tab(blank, session, ready, options);
    try {
      tab.prepare();
      tab.dress(options);
      return tab;
    } catch (RuntimeException e) {
      tab.close();
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

  /** The page's own scripts. */
  Scripts scripts() {
    return scripts;
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
    session.post("Page.addScriptToEvaluateOnNewDocument", STAYS_OPEN);
  }

  /**
   * Hears of requests from now on. Not before it matters: six events tell of each, and with 400
   * images they are a third of the capture's CPU time.
   */
  void followTraffic() {
    if (!following) {
      following = true;
      session.tell("Network.enable", TRAFFIC);
    }
  }

  /** What the options say of the page's world. Still the same burst. */
  private void dress(CaptureOptions options) {
    Emulator emulator = new Emulator(options);
    emulator.permit(blank.connection().browser(session.deadline()), blank.context());
    emulator.set(session);
    retouch.begin();
    interception.begin();
    Deterministic deterministic = new Deterministic(options.emulation().deterministic());
    deterministic.begin(session);
    boolean reaches = emulator.reachesFrames() || interception.reachesFrames();
    if (reaches || deterministic.wanted()) {
      ForeignFrames.follow(
          blank.connection(),
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
  }

  private static Duration reserve(Readiness readiness) {
    if (readiness.onTimeout() == OnTimeout.FAIL) {
      return Duration.ZERO;
    }
    Duration share = readiness.timeout().dividedBy(RESERVED_SHARE);
    return share.compareTo(MAX_RESERVE) < 0 ? share : MAX_RESERVE;
  }
}
