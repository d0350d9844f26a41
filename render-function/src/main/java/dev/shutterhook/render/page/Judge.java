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
   */
  static Verdict verdict(
      JsonNode facts,
      boolean settled,
      boolean truncated,
      boolean blank,
      long blocked,
      int dialogs,
      boolean banner) {
    int images = facts.path("imagesMissing").asInt();
    int fonts = facts.path("fontsMissing").asInt();
    int refused = (int) Math.min(Integer.MAX_VALUE, blocked);
    boolean nothingMissing = images == 0 && fonts == 0 && refused == 0;
    return new Verdict(
        settled && !truncated && nothingMissing,
        !settled,
        truncated,
        blank,
        images,
        fonts,
        refused,
        dialogs,
        banner,
        facts.path("challenge").asBoolean());
  }
}
