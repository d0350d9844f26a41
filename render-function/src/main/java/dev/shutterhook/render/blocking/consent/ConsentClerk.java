package dev.shutterhook.render.blocking.consent;

import dev.shutterhook.render.blocking.PageStyle;
import dev.shutterhook.render.blocking.consent.BannerReport.Ending;
import dev.shutterhook.render.devtools.Deadline;
import dev.shutterhook.render.devtools.DevToolsException.Refused;
import dev.shutterhook.render.devtools.DevToolsException.TimedOut;
import dev.shutterhook.render.devtools.Session;
import dev.shutterhook.render.script.IsolatedWorld;
import dev.shutterhook.render.script.Script;
import java.time.Duration;
import java.util.Optional;

/**
 * Deals with the consent banner of one page, once it has loaded. A page that hinders it, by never
 * yielding or by going on to another document, is left as it is: that is no failure of its capture.
 */
public final class ConsentClerk {
  /** A look takes 2 to 12 ms; a page that is busy for so long shows what it shows. */
  public static final Duration LOOK_TIMEOUT = Duration.ofSeconds(1);

  /** Refusing takes 0.5 to 2 s where a banner has a second page. */
  public static final Duration REFUSE_TIMEOUT = Duration.ofSeconds(6);

  private static final String WORLD = "shutterhook-consent";
  private static final String BANNER = Script.beside(ConsentClerk.class, "banner.js").source();

  private final Session session;
  private final String frame;

  /**
   * For one page.
   *
   * @param frame the id of its main frame
   */
  public ConsentClerk(Session session, String frame) {
    this.session = session;
    this.frame = frame;
  }

  /** Tells whether a banner is shown, and changes nothing. */
  public BannerReport look(Deadline deadline) {
    return banners(false, deadline) > 0
        ? new BannerReport(Ending.SHOWN, Optional.empty())
        : BannerReport.NONE;
  }

  /**
   * Refuses what a banner asks for; what is then still shown is hidden.
   *
   * @param style hides what the lists name on this page; may be empty
   */
  public BannerReport refuse(String style, Deadline deadline) {
    boolean shown = banners(false, deadline) > 0;
    Refusal refusal = new Refusal(session);
    try {
      Deadline end = deadline.within(REFUSE_TIMEOUT);
      refusal.attempt(world(end), shown, end);
    } catch (TimedOut | Refused e) {
      // What it has learnt counts.
    }
    boolean left = banners(true, deadline) > 0;
    adopt(style, deadline);
    return report(refusal, shown || left);
  }

  private static BannerReport report(Refusal refusal, boolean shown) {
    if (refusal.isDone()) {
      return new BannerReport(Ending.REFUSED, refusal.provider());
    }
    return shown || refusal.sawBanner()
        ? new BannerReport(Ending.HIDDEN, refusal.provider())
        : BannerReport.NONE;
  }

  private int banners(boolean hide, Deadline deadline) {
    try {
      Deadline end = deadline.within(LOOK_TIMEOUT);
      return world(end).call(BANNER, end, hide).asInt();
    } catch (TimedOut | Refused e) {
      return 0;
    }
  }

  private void adopt(String style, Deadline deadline) {
    try {
      Deadline end = deadline.within(LOOK_TIMEOUT);
      PageStyle.adopt(world(end), style, end);
    } catch (TimedOut | Refused e) {
      // Nothing more can be done about this page.
    }
  }

  /** Anew each time: the page may have gone on to another document. */
  private IsolatedWorld world(Deadline deadline) {
    return IsolatedWorld.open(session, frame, WORLD, deadline);
  }
}
