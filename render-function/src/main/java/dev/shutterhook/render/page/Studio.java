package dev.shutterhook.render.page;

import dev.shutterhook.core.egress.EgressGuard;
import dev.shutterhook.core.options.CaptureOptions;
import dev.shutterhook.core.render.Failure;
import dev.shutterhook.core.render.FailureCode;
import dev.shutterhook.render.browser.BrowserLostException;
import dev.shutterhook.render.browser.BrowserSupervisor;
import dev.shutterhook.render.browser.Chromium;
import dev.shutterhook.render.devtools.Deadline;
import dev.shutterhook.render.devtools.DevToolsException.ConnectionLost;
import dev.shutterhook.render.devtools.DevToolsException.Excessive;
import dev.shutterhook.render.devtools.DevToolsException.PageCrashed;
import dev.shutterhook.render.devtools.DevToolsException.Refused;
import dev.shutterhook.render.devtools.DevToolsException.TimedOut;
import dev.shutterhook.render.page.Shot.Missed;
import java.time.Duration;

/** Takes captures, each in a fresh browser context behind a guard of its own. Safe for threads. */
public final class Studio implements AutoCloseable {
  /** A page whose process crashed is tried once more: memory may have been short. */
  static final int MAX_PAGE_TRIES = 2;

  /** What browsers that start and tabs that open may take beside the page's own time. */
  static final Duration START_MARGIN = Chromium.START_TIMEOUT.plusSeconds(2);

  /** A capture ends, with all its tries, within its own time-out and this. */
  public static final Duration MARGIN = START_MARGIN.plus(Chromium.LAST_LOOK);

  private final BrowserSupervisor<Contained> browsers;
  private final EgressGuard guard;
  private final Spare spare;

  public Studio(BrowserSupervisor<Contained> browsers, EgressGuard guard) {
    this.browsers = browsers;
    this.guard = guard;
    this.spare = new Spare(guard);
  }

  /**
   * Takes one capture. All its tries share one deadline, so that a browser that freezes or crashes
   * makes it no longer than its own time-out and {@link #MARGIN}.
   *
   * @param label the capture's id, for the guard's log
   * @throws dev.shutterhook.render.browser.BrowserStartException where there is no browser
   */
  public Shot take(String label, CaptureOptions options) {
    Deadline end = Deadline.in(options.readiness().timeout().plus(START_MARGIN));
    Shot crashed = new Missed(Failure.of(FailureCode.RENDER_CRASHED));
    for (int attempt = 1; ; attempt++) {
      try {
        return browsers.use(browser -> take(browser.chromium(), label, options, end), end);
      } catch (BrowserLostException e) {
        return crashed;
      } catch (PageCrashed | Refused e) {
        // A browser that cannot take the picture says no more than one whose page crashed.
        if (attempt >= MAX_PAGE_TRIES || end.passed()) {
          return crashed;
        }
      }
    }
  }

  /** Starts the browser in the background; what goes wrong there shows when it is used. */
  public void warmUp() {
    browsers.start();
  }

  /** Looks after the browser before a batch. */
  public void check() {
    browsers.check();
  }

  @Override
  public void close() {
    browsers.close();
    spare.close();
    guard.close();
  }

  private Shot take(Chromium chromium, String label, CaptureOptions options, Deadline end) {
    try (Place place = spare.take(chromium, label, end);
        Tab tab = Tab.of(place.blank(), options, end)) {
      Runnable meanwhile = () -> spare.prepare(chromium);
      return new Photographer(tab, place.egress(), options, meanwhile).shoot();
    } catch (ConnectionLost e) {
      throw new BrowserLostException(e);
    } catch (Excessive e) {
      String bound = "It has more than " + Restraint.MAX_FRAMES + " frames.";
      return new Missed(Failure.of(FailureCode.PAGE_TOO_LARGE, bound));
    } catch (TimedOut e) {
      if (!chromium.healthy()) {
        throw new BrowserLostException(e);
      }
      return new Missed(Failure.of(FailureCode.TIMEOUT));
    }
  }
}
