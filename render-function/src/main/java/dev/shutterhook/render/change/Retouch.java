package dev.shutterhook.render.change;

import static java.util.regex.Pattern.CASE_INSENSITIVE;

import com.fasterxml.jackson.databind.node.TextNode;
import dev.shutterhook.core.options.Changes;
import dev.shutterhook.render.devtools.Session;
import dev.shutterhook.render.script.Script;
import dev.shutterhook.render.script.World;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * A client's style in a page. It is there from the document's start, so nothing flashes, and it is
 * set again once the page has loaded, by a way that the page can neither see nor undo. No rule of
 * the page about styles (CSP) holds for either way.
 */
public final class Retouch {
  private static final Script ADOPT = Script.beside(Retouch.class, "adopt.js");
  private static final Script HIDDEN = Script.beside(Retouch.class, "hidden.js");

  private static final Pattern IMPORT = Pattern.compile("@(import|\\w*\\\\)", CASE_INSENSITIVE);

  private final World world;
  private final List<String> hide;
  private final String css;
  private String keptIn = "";

  public Retouch(World world, Changes changes) {
    this.world = world;
    this.hide = changes.hide();
    this.css = Objects.requireNonNullElse(changes.css(), "");
  }

  /** Posts what has to be said before the page navigates. */
  public void begin() {
    if (isNothing()) {
      return;
    }
    String hidden = HIDDEN.call(hide.stream().map(Retouch::quoted).toList().toString());
    String call = ADOPT.call(hidden, quoted(css));
    world
        .session()
        .post(
            "Page.addScriptToEvaluateOnNewDocument",
            Map.of("source", call, "worldName", World.NAME));
  }

  /**
   * Sets it for good in a document that has loaded.
   *
   * @param document names it; the same one is done once
   * @return false where there was nothing to do
   */
  public boolean keep(String document) {
    if (isNothing() || document.equals(keptIn)) {
      return false;
    }
    keptIn = document;
    Session session = world.session();
    session.post("DOM.enable", Map.of());
    session.call("CSS.enable", Map.of());
    if (!hide.isEmpty()) {
      add(world.run(HIDDEN, session.deadline(), hide).asText());
    }
    if (!css.isEmpty()) {
      add(css);
    }
    return true;
  }

  /**
   * Whether it may import others, which are asked for no sooner than {@link #keep}: a style that is
   * there from the document's start imports none. An escaped name is told by its backslash.
   */
  public boolean imports() {
    return IMPORT.matcher(css).find();
  }

  /** A sheet of its own each, so that an unclosed brace in one leaves the other whole. */
  private void add(String text) {
    // Without force a second call would give the first one's sheet.
    Map<String, Object> where = Map.of("frameId", world.frame(), "force", true);
    String id = world.session().call("CSS.createStyleSheet", where).path("styleSheetId").asText();
    world.session().call("CSS.setStyleSheetText", Map.of("styleSheetId", id, "text", text));
  }

  private boolean isNothing() {
    return hide.isEmpty() && css.isEmpty();
  }

  private static String quoted(String text) {
    return TextNode.valueOf(text).toString();
  }
}
