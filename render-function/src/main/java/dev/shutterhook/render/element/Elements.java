package dev.shutterhook.render.element;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.shutterhook.core.render.Failure;
import dev.shutterhook.core.render.FailureCode;
import dev.shutterhook.render.devtools.Deadline;
import dev.shutterhook.render.devtools.DevToolsException.TimedOut;
import dev.shutterhook.render.script.Script;
import dev.shutterhook.render.script.World;
import java.time.Duration;
import java.util.function.Consumer;

/**
 * Finds elements of a page by CSS selectors, in open shadow roots as well. Where several match, the
 * first visible one in the document's order is meant.
 */
public final class Elements {
  /** A page that has come to rest is searched so long for an element that is to be acted on. */
  public static final Duration MAX_SEARCH = Duration.ofSeconds(5);

  /** Between two looks. */
  static final Duration INTERVAL = Duration.ofMillis(50);

  /** Elements of one selector that are looked at for a visible one. */
  static final int MAX_CANDIDATES = 1_000;

  private static final Script ELEMENT = Script.beside(Elements.class, "element.js");

  private final World world;
  private final Consumer<Deadline> pause;

  /** What to do with an element once it is found. */
  public enum Act {
    NOTHING,
    /** It is scrolled into view unless it is there already. */
    SHOW,
    /** The page is scrolled until it begins at the top. */
    TOP
  }

  /** What a search comes to. */
  public sealed interface Search {}

  /** It is there and can be seen. */
  public record Found(Box box) implements Search {}

  /** It is not, in the end. */
  public record NotFound(Failure failure) implements Search {}

  /**
   * A search by a pause.
   *
   * @param pause waits until a deadline, and ends early where the page is gone
   */
  public Elements(World world, Consumer<Deadline> pause) {
    this.world = world;
    this.pause = pause;
  }

  /** Looks for a visible element until a deadline. */
  public Search find(String selector, Act act, Deadline deadline) {
    JsonNode seen = MissingNode.getInstance();
    while (true) {
      seen = look(selector, act, seen);
      if (seen.path("visible").asBoolean()) {
        return new Found(Box.read(seen));
      }
      if (seen.path("malformed").asBoolean()) {
        return notFound("It is not valid CSS: " + selector);
      }
      if (deadline.passed()) {
        boolean there = seen.path("there").asBoolean();
        return notFound((there ? "It is there, but not visible: " : "Looked for: ") + selector);
      }
      pause.accept(deadline.within(INTERVAL));
    }
  }

  private JsonNode look(String selector, Act act, JsonNode before) {
    try {
      return world.run(ELEMENT, world.session().deadline(), selector, act.name(), MAX_CANDIDATES);
    } catch (TimedOut e) {
      if (before.isMissingNode()) {
        throw e;
      }
      return before;
    }
  }

  private static NotFound notFound(String detail) {
    return new NotFound(Failure.of(FailureCode.SELECTOR_NOT_FOUND, detail));
  }
}
