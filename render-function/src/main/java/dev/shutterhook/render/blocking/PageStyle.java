package dev.shutterhook.render.blocking;

import dev.shutterhook.render.devtools.Deadline;
import dev.shutterhook.render.script.IsolatedWorld;
import dev.shutterhook.render.script.Script;

/** Gives a page a style sheet of ours. */
public final class PageStyle {
  private static final String ADOPT = Script.beside(PageStyle.class, "adopt.js").source();

  private PageStyle() {}

  /**
   * Adds a style sheet to a document, whatever its policy of content says.
   *
   * @return how many of its rules this Chromium understands
   * @throws dev.shutterhook.render.devtools.DevToolsException where page or browser are gone
   */
  public static int adopt(IsolatedWorld world, String css, Deadline deadline) {
    return css.isEmpty() ? 0 : world.call(ADOPT, deadline, css).asInt();
  }
}
