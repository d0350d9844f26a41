package dev.shutterhook.render;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.shutterhook.core.egress.EgressGuard;
import dev.shutterhook.core.egress.EgressLimits;
import dev.shutterhook.core.egress.EgressPolicy;
import dev.shutterhook.core.json.Json;
import dev.shutterhook.core.options.Format;
import dev.shutterhook.core.render.Failure;
import dev.shutterhook.render.browser.BrowserSupervisor;
import dev.shutterhook.render.browser.Chromium;
import dev.shutterhook.render.page.Contained;
import dev.shutterhook.render.page.Picture;
import dev.shutterhook.render.page.Shot;
import dev.shutterhook.render.page.Shot.Missed;
import dev.shutterhook.render.page.Shot.Taken;
import dev.shutterhook.render.page.Studio;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Captures by one Chromium, which all test classes share that have this in their constructor. */
public final class Shots implements AutoCloseable {
  private final Studio studio;

  /** A browser of its own, behind a guard with these limits. */
  public Shots(EgressLimits limits) {
    this.studio =
        new Studio(
            new BrowserSupervisor<>(Contained.launcher(Chromium.launcher(FoundChromium.program()))),
            new EgressGuard(EgressPolicy.OPEN, limits, refusal -> {}));
  }

  /** Hands it to constructors; it ends with the last test of the run. */
  public static final class Shared implements ParameterResolver {
    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
      return parameter.getParameter().getType().equals(Shots.class);
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
      return context
          .getRoot()
          .getStore(Namespace.GLOBAL)
          .computeIfAbsent(Shots.class, type -> new Shots(EgressLimits.DEFAULTS), Shots.class);
    }
  }

  /** A capture, however it ends. */
  public Shot shot(Captures captures) {
    return studio.take("test", captures.options());
  }

  /** A capture that has to succeed. */
  public Taken taken(Captures captures) {
    return assertInstanceOf(Taken.class, shot(captures));
  }

  /** A capture that has to fail. */
  public Failure missed(Captures captures) {
    return assertInstanceOf(Missed.class, shot(captures)).failure();
  }

  /** The first picture of a capture that has to succeed. */
  public BufferedImage image(Captures captures) {
    return image(taken(captures), 0);
  }

  /** One of a capture's pictures. */
  public static BufferedImage image(Taken taken, int index) {
    try {
      return ImageIO.read(new ByteArrayInputStream(taken.pictures().get(index).bytes()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The page's title, which tells what its script saw. */
  public String title(Captures captures) {
    return taken(captures).page().title();
  }

  /** What an expression comes to in a page that is served nowhere. */
  public String seen(Captures captures, String expression) {
    String html =
        "<!doctype html><script>document.title = JSON.stringify(%s)</script>".formatted(expression);
    return title(captures.with("html", html));
  }

  /** The one document of that format. */
  public static byte[] bytes(Taken taken, Format format) {
    return taken.pictures().stream()
        .filter(picture -> picture.format() == format)
        .map(Picture::bytes)
        .findFirst()
        .orElseThrow();
  }

  public static String text(Taken taken, Format format) {
    return new String(bytes(taken, format), StandardCharsets.UTF_8);
  }

  /** As JavaScript writes it. */
  public static String json(Object value) {
    return Json.write(value);
  }

  @Override
  public void close() {
    studio.close();
  }
}
