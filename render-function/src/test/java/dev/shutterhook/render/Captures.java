package dev.shutterhook.render;

import dev.shutterhook.core.options.CaptureOptions;
import dev.shutterhook.core.options.Extent;
import dev.shutterhook.core.options.Format;
import dev.shutterhook.core.options.Output;
import dev.shutterhook.core.options.Readiness;
import dev.shutterhook.core.options.Source;
import dev.shutterhook.core.options.Viewport;
import dev.shutterhook.core.options.WaitUntil;
import dev.shutterhook.core.request.WebUrl;
import java.time.Duration;

/** Options of captures: one valid default, and what a test is about. */
public record Captures(CaptureOptions options) {

  public static Captures of(String url) {
    return of(new Source.Page(WebUrl.parse(url)));
  }

  public static Captures ofHtml(String html) {
    return of(new Source.Document(html));
  }

  private static Captures of(Source source) {
    return new Captures(
        new CaptureOptions(
            source,
            new Output(Format.PNG, null),
            Viewport.DEFAULT,
            new Extent(false),
            new Readiness(WaitUntil.AUTO, Duration.ZERO, Duration.ofSeconds(20))));
  }

  public Captures as(Format format) {
    Integer quality = format.lossy() ? Output.DEFAULT_QUALITY : null;
    return with(new Output(format, quality), options.viewport(), options.extent().fullPage());
  }

  public Captures fullPage() {
    return with(options.output(), options.viewport(), true);
  }

  public Captures in(int width, int height, double scale) {
    Viewport viewport = new Viewport(width, height, scale);
    return with(options.output(), viewport, options.extent().fullPage());
  }

  public Captures ready(WaitUntil until, Duration timeout) {
    return new Captures(
        new CaptureOptions(
            options.source(),
            options.output(),
            options.viewport(),
            options.extent(),
            new Readiness(until, Duration.ZERO, timeout)));
  }

  public Captures delayed(Duration delay) {
    Readiness old = options.readiness();
    return new Captures(
        new CaptureOptions(
            options.source(),
            options.output(),
            options.viewport(),
            options.extent(),
            new Readiness(old.waitUntil(), delay, old.timeout())));
  }

  private Captures with(Output output, Viewport viewport, boolean fullPage) {
    return new Captures(
        new CaptureOptions(
            options.source(), output, viewport, new Extent(fullPage), options.readiness()));
  }
}
