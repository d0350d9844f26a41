package dev.shutterhook.render.mask;

import com.fasterxml.jackson.databind.JsonNode;
import dev.shutterhook.core.options.Changes;
import dev.shutterhook.core.render.Box;
import dev.shutterhook.core.render.Masked;
import dev.shutterhook.core.render.PageFacts;
import dev.shutterhook.render.devtools.DevToolsException.TimedOut;
import dev.shutterhook.render.script.Script;
import dev.shutterhook.render.script.World;
import dev.shutterhook.render.text.Reading;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * Paints over what a client does not want in a picture: the boxes of elements, and of text that
 * matches. Elements are found in open shadow roots and in frames of the page's own origin too; not
 * in closed shadow roots, and of a frame of another origin only the frame itself.
 *
 * <p>What is painted is an element's border box, with what of it its ancestors let be seen; of one
 * that is in a line or has no size, the boxes of what is in it. It does not reach to shadows and
 * whatever else overflows. The page's scripts have to be held meanwhile: the paint follows what
 * moves, but cannot follow what a script puts in another's place.
 */
public final class Masks {
  /** Magenta, as Playwright has it: hardly a page's own. Opaque, also where a picture is clear. */
  public static final String COLOUR = "#ff00ff";

  /** Painted in one picture, the first ones in the order of the masks and of the document. */
  public static final int MAX_PAINTED = 10_000;

  private static final Script COVER = Script.beside(Masks.class, "cover.js");
  private static final Script UNCOVER = Script.beside(Masks.class, "uncover.js");

  private final World world;
  private final Changes changes;
  private final Reading reading;
  private final Matches matches;

  private Masks(World world, Changes changes, Reading reading) {
    this.world = world;
    this.changes = changes;
    this.reading = reading;
    this.matches = Matches.of(reading, changes.maskText(), world.session().deadline());
  }

  /**
   * What a picture comes to, and where it was painted over.
   *
   * @param boxes for each mask, in the order of the request, the selectors first
   */
  public record Covered<T>(T made, List<Masked> boxes) {}

  /**
   * Finds what the page's newest document has of it.
   *
   * @param words whether what the page says is wanted, even where nothing is masked in it
   * @throws TimedOut where that takes longer than the session has
   */
  public static Masks find(World world, Changes changes, boolean words) {
    boolean text = words || !changes.maskText().isEmpty();
    return new Masks(
        world, changes, Reading.of(world, changes.mask(), text, world.session().deadline()));
  }

  /** What the page says, without what is masked. */
  public byte[] words() {
    return reading.file(matches.letters());
  }

  /**
   * Makes pictures while the page is painted over.
   *
   * @throws TimedOut where the page went on to another document meanwhile: nobody gets a picture
   *     that shows what was to be hidden
   */
  public <T> Covered<T> during(Window window, Supplier<T> pictures) {
    cover(window);
    T made = pictures.get();
    JsonNode uncovered = world.run(UNCOVER, world.session().deadline());
    if (!uncovered.path("whole").asBoolean()) {
      throw new TimedOut("a picture of a page that went on under its masks");
    }
    return new Covered<>(made, masked(uncovered.path("boxes")));
  }

  private void cover(Window window) {
    JsonNode covered =
        world.run(
            COVER,
            world.session().deadline(),
            matches.parts(),
            changes.maskText().size(),
            window.argument(),
            COLOUR,
            MAX_PAINTED,
            Masked.MAX_BOXES,
            PageFacts.MAX_BOXES);
    if (!covered.asBoolean()) {
      throw new TimedOut("the paint over a page that went on");
    }
  }

  private List<Masked> masked(JsonNode boxes) {
    List<String> masks = changes.masks();
    List<Masked> masked = new ArrayList<>();
    for (int i = 0; i < masks.size(); i++) {
      masked.add(new Masked(masks.get(i), boxes.path(i).valueStream().map(Masks::box).toList()));
    }
    return masked;
  }

  private static Box box(JsonNode box) {
    return new Box(
        box.path(0).asInt(), box.path(1).asInt(), box.path(2).asInt(), box.path(3).asInt());
  }
}
