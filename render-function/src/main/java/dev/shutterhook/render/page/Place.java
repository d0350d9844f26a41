package dev.shutterhook.render.page;

import dev.shutterhook.core.egress.EgressGuard;
import dev.shutterhook.core.egress.EgressSession;
import dev.shutterhook.render.browser.Chromium;
import dev.shutterhook.render.devtools.Deadline;

/**
 * Where one capture happens: a page that has not begun, and the guard that it goes out by.
 *
 * @param chromium the browser that it belongs to
 * @param madeAt when, by the monotonic clock
 */
record Place(Chromium chromium, EgressSession egress, Blank blank, long madeAt)
    implements AutoCloseable {

  static Place make(Chromium chromium, EgressGuard guard, String label, Deadline end) {
    EgressSession egress = guard.open(label);
    try {
      Blank blank = Blank.open(chromium, egress.proxyAddress(), end);
      return new Place(chromium, egress, blank, System.nanoTime());
    } catch (RuntimeException e) {
      egress.close();
      throw e;
    }
  }

  @Override
  public void close() {
    blank.close();
    egress.close();
  }
}
