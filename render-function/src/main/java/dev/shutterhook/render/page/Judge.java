package dev.shutterhook.render.page;

import com.fasterxml.jackson.databind.JsonNode;
import dev.shutterhook.core.options.Format;
import dev.shutterhook.core.render.Verdict;
import dev.shutterhook.render.picture.Blankness;
import java.util.List;
import java.util.Optional;

/** Says whether the picture shows the page as it was meant. */
final class Judge {
  private final Shutter shutter;

  Judge(Shutter shutter) {
    this.shutter = shutter;
  }

  /**
   * Whether the pictures show nothing. A PNG is looked at; of another format it is not known what
   * its pixels are, so a small PNG is taken beside it where it is suspected.
   */
  boolean blank(List<Picture> pictures, Region region) {
    Optional<Picture> first =
        pictures.stream().filter(picture -> picture.size().isPresent()).findFirst();
    Optional<Picture> png =
        pictures.stream().filter(picture -> picture.format() == Format.PNG).findFirst();
    return first.filter(Judge::suspected).isPresent()
        && Blankness.of(png.map(Picture::bytes).orElseGet(() -> shutter.probe(region)));
  }

  private static boolean suspected(Picture picture) {
    PictureSize size = picture.size().orElseThrow();
    return Blankness.suspected(picture.bytes().length, size.width(), size.height());
  }

  /**
   * Draws everything together.
   *
   * @param facts what the page's own script said
   * @param settled whether it came to rest in time
   * @param unsent what it asked for in vain
   * @param dialogs how many were dismissed; the script that opens too many is ended
   */
  static Verdict verdict(
      JsonNode facts,
      boolean settled,
      boolean truncated,
      boolean blank,
      Unsent unsent,
      int dialogs,
      boolean banner) {
    int images = Math.max(0, facts.path("imagesMissing").asInt() - unsent.images());
    int fonts = Math.max(0, facts.path("fontsMissing").asInt() - unsent.fonts());
    boolean nothingMissing =
        images == 0 && fonts == 0 && unsent.byGuard() == 0 && unsent.byLimit() == 0;
    return new Verdict(
        settled && !truncated && nothingMissing && dialogs < Restraint.MAX_DIALOGS,
        !settled,
        truncated,
        blank,
        images,
        fonts,
        unsent.byGuard() + unsent.byWish(),
        dialogs,
        banner,
        facts.path("challenge").asBoolean());
  }
}
