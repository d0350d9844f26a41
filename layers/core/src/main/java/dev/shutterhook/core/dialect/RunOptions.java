package dev.shutterhook.core.dialect;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.shutterhook.core.options.CaptureOptions;
import dev.shutterhook.core.options.Output;
import dev.shutterhook.core.options.Viewport;
import java.time.Duration;
import java.util.Objects;

/** screenshotrun's options: its defaults, and all of them echoed as its document prints them. */
final class RunOptions {
  private static final String BLOCK_COOKIES = "block_cookies";
  private static final String QUALITY = "quality";
  private static final String DESKTOP = "desktop";
  private static final double RETINA = 2;

  private RunOptions() {}

  /**
   * A request with the defaults that are not ours. Its documents show a quality with every format:
   * where nothing can come of it, it is passed over.
   */
  static ObjectNode completed(ObjectNode body) {
    ObjectNode whole = body.deepCopy();
    if (!whole.hasNonNull(BLOCK_COOKIES)) {
      whole.put(BLOCK_COOKIES, true);
    }
    JsonNode quality = whole.path(QUALITY);
    if (quality.isInt() && Output.QUALITY.has(quality.intValue()) && lossless(whole)) {
      whole.remove(QUALITY);
    }
    return whole;
  }

  private static boolean lossless(ObjectNode body) {
    JsonNode format = body.path("format");
    return format.isMissingNode()
        || format.isNull()
        || format.asText().equals("png")
        || format.asText().equals("pdf");
  }

  static ObjectNode echo(CaptureOptions options) {
    Viewport viewport = options.viewport();
    ObjectNode echo =
        Facts.document().put("width", viewport.width()).put("height", viewport.height());
    echo.set("format", options.echo().path("format"));
    echo.put(
            QUALITY, Objects.requireNonNullElse(options.output().quality(), Output.DEFAULT_QUALITY))
        .put("full_page", options.extent().fullPage())
        .put("device", Objects.requireNonNullElse(viewport.device(), DESKTOP))
        .put("block_ads", options.blocking().ads())
        .put(BLOCK_COOKIES, options.blocking().cookies())
        .put("dark_mode", options.emulation().darkMode());
    seconds(echo, "delay", options.readiness().delay());
    seconds(echo, "timeout", options.readiness().timeout());
    return echo.put("retina", viewport.scale() >= RETINA);
  }

  /** 30, not 30.0. */
  private static void seconds(ObjectNode echo, String name, Duration time) {
    if (time.toMillisPart() == 0) {
      echo.put(name, time.toSeconds());
    } else {
      echo.put(name, time.toMillis() / 1000.0);
    }
  }
}
