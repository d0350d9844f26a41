package dev.shutterhook.render.page;

import dev.shutterhook.core.options.CaptureOptions;
import dev.shutterhook.core.options.Format;
import dev.shutterhook.core.options.Pdf;
import dev.shutterhook.core.render.Failure;
import dev.shutterhook.core.render.Masked;
import dev.shutterhook.render.mask.Masks;
import dev.shutterhook.render.mask.Masks.Covered;
import dev.shutterhook.render.mask.Window;
import dev.shutterhook.render.print.Press;
import dev.shutterhook.render.print.Print;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;

/** Makes every format that was asked for of one page that is ready. */
final class Lab {
  private static final Map<String, Object> CLEAR =
      Map.of("color", Map.of("r", 0, "g", 0, "b", 0, "a", 0));

  private final Tab tab;
  private final CaptureOptions options;
  private final Shutter shutter;
  private final Deterministic deterministic;

  Lab(Tab tab, CaptureOptions options, Shutter shutter, Deterministic deterministic) {
    this.tab = tab;
    this.options = options;
    this.shutter = shutter;
    this.deterministic = deterministic;
  }

  /** What comes of it. */
  sealed interface Developed {}

  /**
   * One for each format, in the order of the request.
   *
   * @param masks what each of the request's masks came to
   */
  record Pictures(List<Picture> pictures, List<Masked> masks) implements Developed {}

  /** One format cannot be made, so there is none: a client that asked for two counts on two. */
  record Spoiled(Failure failure) implements Developed {}

  /** What is masked is looked for and painted while no script of the page changes anything. */
  Developed develop(Region region) {
    return options.changes().masks().isEmpty()
        ? made(region, () -> Masks.find(tab.world(), options.changes(), true).words())
        : tab.scripts().held(() -> masked(region));
  }

  private Developed masked(Region region) {
    boolean words = options.output().formats().contains(Format.TEXT);
    Masks masks = Masks.find(tab.world(), options.changes(), words);
    Covered<Developed> covered = masks.during(window(region), () -> made(region, masks::words));
    return covered.made() instanceof Pictures made
        ? new Pictures(made.pictures(), covered.boxes())
        : covered.made();
  }

  private Window window(Region region) {
    return new Window(
        region.fills(options.viewport()),
        region.x(),
        region.y(),
        region.pixelWidth(),
        region.pixelHeight(),
        region.scale());
  }

  /** Pictures first and paper last: printing lays the page out anew. */
  private Developed made(Region region, Supplier<byte[]> words) {
    List<Format> asked = options.output().formats();
    List<Picture> pictures = new ArrayList<>();
    for (Format format :
        asked.stream().sorted(Comparator.comparing(f -> f == Format.PDF)).toList()) {
      switch (make(format, region, words)) {
        case Print.Made made ->
            pictures.add(deterministic.normalised(new Picture(format, made.bytes())));
        case Print.NotMade(Failure failure) -> {
          return new Spoiled(failure);
        }
      }
    }
    pictures.sort(Comparator.comparingInt(picture -> asked.indexOf(picture.format())));
    return new Pictures(pictures, List.of());
  }

  private Print make(Format format, Region region, Supplier<byte[]> words) {
    Press press = new Press(tab.world());
    return switch (format) {
      case PNG, JPEG, WEBP -> {
        background(format);
        yield new Print.Made(shutter.take(format, options, region).bytes());
      }
      case HTML -> press.markup();
      case MHTML -> press.archive();
      case TEXT -> new Print.Made(words.get());
      case PDF -> press.sheets(Objects.requireNonNullElse(options.output().pdf(), Pdf.DEFAULT));
    };
  }

  /** What the page leaves blank is clear where that was asked for and the format can be. */
  private void background(Format format) {
    if (options.output().omitBackground()) {
      tab.session()
          .post(
              "Emulation.setDefaultBackgroundColorOverride",
              format.transparent() ? CLEAR : Map.of());
    }
  }
}
