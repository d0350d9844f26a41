package dev.shutterhook.render.page;

import dev.shutterhook.core.options.Blocking;
import dev.shutterhook.render.blocking.PageStyle;
import dev.shutterhook.render.blocking.consent.BannerReport;
import dev.shutterhook.render.blocking.consent.ConsentClerk;
import dev.shutterhook.render.devtools.Deadline;
import dev.shutterhook.render.devtools.DevToolsException.Refused;
import dev.shutterhook.render.devtools.DevToolsException.TimedOut;
import dev.shutterhook.render.script.IsolatedWorld;

/** Clears away what the client wishes gone and what came all the same: banners, empty places. */
final class Clearance {
  private static final String WORLD = "shutterhook-clearance";

  private final Tab tab;
  private final Blocking blocking;
  private final Settling settling;
  private String cleared = "";
  private boolean sawBanner;

  Clearance(Tab tab, Blocking blocking, Settling settling) {
    this.tab = tab;
    this.blocking = blocking;
    this.settling = settling;
  }

  /** Clears the page's newest document, once. */
  void clear() {
    String document = tab.signals().now().loader();
    String style = tab.blockade().hidingStyle();
    if (document.equals(cleared) || !(blocking.cookies() || !style.isEmpty())) {
      return;
    }
    cleared = document;
    if (blocking.cookies()) {
      refuse(style);
    } else {
      hide(style);
    }
  }

  /** Whether a banner was dealt with. */
  boolean sawBanner() {
    return sawBanner;
  }

  private void refuse(String style) {
    BannerReport report =
        new ConsentClerk(tab.session(), tab.world().frame()).refuse(style, tab.deadline());
    if (report.seen()) {
      sawBanner = true;
      settling.again();
    }
  }

  private void hide(String style) {
    Deadline limit = tab.deadline().within(ConsentClerk.LOOK_TIMEOUT);
    try {
      IsolatedWorld world = IsolatedWorld.open(tab.session(), tab.world().frame(), WORLD, limit);
      PageStyle.adopt(world, style, limit);
    } catch (TimedOut | Refused e) {
      // A page that is busy, or goes on, shows what it shows.
    }
  }
}
