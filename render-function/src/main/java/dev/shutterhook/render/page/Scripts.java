package dev.shutterhook.render.page;

import dev.shutterhook.render.devtools.Session;
import java.util.Map;
import java.util.function.Supplier;

/** A page's own scripts. They can be held while nothing may change under the hand. */
final class Scripts {
  private static final String DISABLED = "Emulation.setScriptExecutionDisabled";

  private final Session session;
  private boolean run;

  /**
   * The scripts of a page.
   *
   * @param run false where the client has switched them off for good
   */
  Scripts(Session session, boolean run) {
    this.session = session;
    this.run = run;
  }

  /** Does something while none of them runs. Functions in worlds of ours do, timers do not. */
  <T> T held(Supplier<T> act) {
    if (!run) {
      return act.get();
    }
    run = false;
    new ScriptingQueries(session).answer();
    session.post(DISABLED, Map.of("value", true));
    try {
      return act.get();
    } finally {
      session.post(DISABLED, Map.of("value", false));
      run = true;
    }
  }
}
