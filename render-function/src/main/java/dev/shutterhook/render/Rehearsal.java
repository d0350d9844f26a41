package dev.shutterhook.render;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.shutterhook.core.aws.RenderClients;
import dev.shutterhook.core.egress.EgressGuard;
import dev.shutterhook.core.egress.EgressLimits;
import dev.shutterhook.core.egress.EgressPolicy;
import dev.shutterhook.core.options.CaptureOptions;
import dev.shutterhook.core.request.Fields;
import dev.shutterhook.render.browser.BrowserSupervisor;
import dev.shutterhook.render.browser.Chromium;
import dev.shutterhook.render.page.Contained;
import dev.shutterhook.render.page.Shot;
import dev.shutterhook.render.page.Studio;
import java.nio.file.Path;
import java.util.Objects;

/**
 * One picture that nobody asked for, taken while the image is built: the JVM writes down which
 * classes that needs, and starts with them from then on (an AOT cache, JEP 514).
 */
public final class Rehearsal {
  private static final String PAGE = "<!doctype html><title>Rehearsal</title><p>Words.";

  private Rehearsal() {}

  /**
   * Takes the picture.
   *
   * @param words the browser's program
   * @throws IllegalStateException where none comes of it, and the build fails
   */
  public static void main(String[] words) {
    EgressGuard guard = new EgressGuard(EgressPolicy.STRICT, EgressLimits.DEFAULTS, refusal -> {});
    try (RenderClients _ = RenderClients.fromEnvironment();
        Studio studio =
            new Studio(
                new BrowserSupervisor<>(Contained.launcher(Chromium.launcher(Path.of(words[0])))),
                guard)) {
      Fields request = new Fields(JsonNodeFactory.instance.objectNode().put("html", PAGE));
      CaptureOptions options = Objects.requireNonNull(CaptureOptions.read(request));
      if (studio.take("rehearsal", options) instanceof Shot.Missed(var failure)) {
        throw new IllegalStateException("no picture: " + failure);
      }
      System.out.println("A picture was taken with " + words[0]);
    }
  }
}
