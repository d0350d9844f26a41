package dev.shutterhook.render.page;

import dev.shutterhook.core.egress.EgressGuard;
import dev.shutterhook.core.egress.EgressSession;
import dev.shutterhook.core.options.CaptureOptions;
import dev.shutterhook.core.render.Failure;
import dev.shutterhook.core.render.FailureCode;
import dev.shutterhook.render.browser.BrowserLostException;
import dev.shutterhook.render.browser.BrowserSupervisor;
import dev.shutterhook.render.browser.Chromium;
import dev.shutterhook.render.devtools.DevToolsException.ConnectionLost;
import dev.shutterhook.render.devtools.DevToolsException.PageCrashed;
import dev.shutterhook.render.devtools.DevToolsException.TimedOut;
import dev.shutterhook.render.page.Shot.Missed;

/** Takes captures, each in a fresh browser context behind a guard of its own. Safe for threads. */
public final class Studio implements AutoCloseable {
  /** A page whose process crashed is tried once more: memory may have been short. */
  static final int MAX_PAGE_TRIES = 2;

  private final BrowserSupervisor<Chromium> browsers;
  private final EgressGuard guard;

  public Studio(BrowserSupervisor<Chromium> browsers, EgressGuard guard) {
    this.browsers = browsers;
    this.guard = guard;
  }

  /**
   * Takes one capture.
   *
   * @param label the capture's id, for the guard's log
   * @throws dev.shutterhook.render.browser.BrowserStartException where there is no browser
   */
  public Shot take(String label, CaptureOptions options) {
    Shot crashed = new Missed(Failure.of(FailureCode.RENDER_CRASHED));
    for (int attempt = 1; ; attempt++) {
      try {
        return browsers.use(chromium -> take(chromium, label, options));
      } catch (BrowserLostException e) {
        return crashed;
      } catch (PageCrashed e) {
        if (attempt >= MAX_PAGE_TRIES) {
          return crashed;
        }
      }
    }
  }

  /** Starts the browser in the background; what goes wrong there shows when it is used. */
  public void warmUp() {
    Thread.ofPlatform().daemon().name("browser-start").start(browsers::start);
  }

  /** Looks after the browser before a batch. */
  public void check() {
    browsers.check();
  }

  @Override
  public void close() {
    browsers.close();
    guard.close();
  }

  private Shot take(Chromium chromium, String label, CaptureOptions options) {
    try (EgressSession egress = guard.open(label);
        Tab tab =
            Tab.open(
                chromium.connection(),
                egress.proxyAddress(),
                options.viewport(),
                options.readiness().timeout())) {
      return new Photographer(tab, egress, options).shoot();
    } catch (ConnectionLost e) {
      throw new BrowserLostException(e);
    } catch (TimedOut e) {
      if (!chromium.healthy()) {
        throw new BrowserLostException(e);
      }
      return new Missed(Failure.of(FailureCode.TIMEOUT));
    }
  }
}
