package dev.shutterhook.render.page;

import com.fasterxml.jackson.databind.JsonNode;
import dev.shutterhook.core.options.CaptureOptions;
import dev.shutterhook.core.options.Clip;
import dev.shutterhook.core.options.Viewport;
import dev.shutterhook.core.render.Failure;
import dev.shutterhook.core.render.FailureCode;
import dev.shutterhook.render.element.Box;
import dev.shutterhook.render.element.Elements;
import dev.shutterhook.render.element.Elements.Act;
import dev.shutterhook.render.element.Elements.Found;
import dev.shutterhook.render.element.Elements.NotFound;
import java.util.Map;
import java.util.Optional;

/** Finds out what of a page that is ready will be in the picture. */
final class Framing {
  private final Tab tab;
  private final CaptureOptions options;
  private final Optional<WholePage.Shown> shown;
  private final Elements elements;

  Framing(Tab tab, CaptureOptions options, Optional<WholePage.Shown> shown, Elements elements) {
    this.tab = tab;
    this.options = options;
    this.shown = shown;
    this.elements = elements;
  }

  /** What comes of it. */
  sealed interface Frame {}

  /**
   * A part of the page.
   *
   * @param cut whether the page goes on where the picture ends, or ends where the clip goes on
   */
  record Part(Region region, boolean cut) implements Frame {}

  /** There is nothing to take. */
  record Nothing(Failure failure) implements Frame {}

  Frame frame() {
    Region viewport = Region.of(options.viewport());
    if (!options.output().picture()) {
      return new Part(viewport, false);
    }
    if (options.extent().selector() != null) {
      return element(options.extent().selector());
    }
    if (options.extent().clip() != null) {
      return clip(options.extent().clip());
    }
    return shown
        .map(whole -> new Part(viewport.cutTo(whole.width(), whole.height()), whole.truncated()))
        .orElseGet(() -> new Part(viewport, false));
  }

  /** Rounded outwards to whole pixels, so that no edge is lost. */
  private Frame element(String selector) {
    return switch (elements.find(
        selector, Act.NOTHING, tab.session().deadline().within(Elements.MAX_SEARCH))) {
      case NotFound(Failure failure) -> new Nothing(failure);
      case Found(Box box) -> {
        double left = Math.max(0, Math.floor(box.left()));
        double top = Math.max(0, Math.floor(box.top()));
        int width = (int) (Math.ceil(box.right()) - left);
        int height = (int) (Math.ceil(box.bottom()) - top);
        yield width > 0 && height > 0
            ? part(left, top, width, height, false)
            : new Nothing(
                Failure.of(
                    FailureCode.SELECTOR_NOT_FOUND, "It lies beyond the page's edge: " + selector));
      }
    };
  }

  private Frame clip(Clip clip) {
    JsonNode content = tab.session().call("Page.getLayoutMetrics", Map.of()).path("cssContentSize");
    Viewport viewport = options.viewport();
    int pageWidth = Math.max(viewport.width(), content.path("width").asInt());
    int pageHeight = Math.max(viewport.height(), content.path("height").asInt());
    int width = Math.min(clip.width(), pageWidth - clip.x());
    int height = Math.min(clip.height(), pageHeight - clip.y());
    if (width <= 0 || height <= 0) {
      String message =
          "There is nothing of the page in the clip: it is %d x %d px."
              .formatted(pageWidth, pageHeight);
      return new Nothing(new Failure(FailureCode.NOT_A_PAGE, message, false));
    }
    boolean cut = width < clip.width() || height < clip.height();
    return part(clip.x(), clip.y(), width, height, cut);
  }

  private Part part(double x, double y, int width, int height, boolean cut) {
    return new Part(new Region(x, y, width, height, options.viewport().scale()), cut);
  }
}
