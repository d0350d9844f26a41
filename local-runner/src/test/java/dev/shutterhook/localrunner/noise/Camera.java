package dev.shutterhook.localrunner.noise;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.shutterhook.core.capture.CaptureRequest;
import dev.shutterhook.core.capture.CaptureRequest.Accepted;
import dev.shutterhook.core.egress.EgressGuard;
import dev.shutterhook.core.egress.EgressLimits;
import dev.shutterhook.core.egress.EgressPolicy;
import dev.shutterhook.core.json.Json;
import dev.shutterhook.core.options.CaptureOptions;
import dev.shutterhook.core.render.Box;
import dev.shutterhook.localrunner.endtoend.NoisyPage;
import dev.shutterhook.localrunner.endtoend.SuiteUnderTest;
import dev.shutterhook.monitor.compare.Changes;
import dev.shutterhook.monitor.compare.Comparison;
import dev.shutterhook.monitor.compare.Picture;
import dev.shutterhook.monitor.compare.Pictures;
import dev.shutterhook.render.browser.BrowserSupervisor;
import dev.shutterhook.render.browser.Chromium;
import dev.shutterhook.render.page.Contained;
import dev.shutterhook.render.page.Shot;
import dev.shutterhook.render.page.Studio;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Takes pictures of the noisy page with the renderer, as a monitor has them taken. */
final class Camera implements AutoCloseable {
  /** The default of monitors. */
  private static final double PIXEL_THRESHOLD = 0.1;

  private final NoisyPage page;
  private final Studio studio =
      new Studio(
          new BrowserSupervisor<>(
              Contained.launcher(Chromium.launcher(Path.of(SuiteUnderTest.chromium())))),
          new EgressGuard(EgressPolicy.OPEN, EgressLimits.DEFAULTS, refusal -> {}));

  Camera(NoisyPage page) {
    this.page = page;
  }

  /**
   * What was seen.
   *
   * @param masked where it was painted over
   */
  record Look(Picture picture, List<Box> masked) {
    /** What differs in a later look, but for what is masked in one of them and what is known. */
    Changes changes(Look later, List<Box> known) {
      List<Box> ignored = new ArrayList<>(known);
      ignored.addAll(masked);
      ignored.addAll(later.masked);
      return Comparison.compare(picture, later.picture, ignored, PIXEL_THRESHOLD);
    }
  }

  Look look(List<String> mask) {
    Shot.Taken taken = assertInstanceOf(Shot.Taken.class, studio.take("look", options(mask)));
    List<Box> masked = taken.page().masks().stream().flatMap(one -> one.boxes().stream()).toList();
    return new Look(picture(taken.pictures().getFirst().bytes()), masked);
  }

  private CaptureOptions options(List<String> mask) {
    Map<String, Object> fields =
        Map.of(
            "url", page.url(), "width", NoisyPage.WIDTH, "height", NoisyPage.HEIGHT, "mask", mask);
    CaptureRequest.Reading read = CaptureRequest.read(Json.write(fields), EgressPolicy.OPEN);
    return assertInstanceOf(Accepted.class, read).request().options();
  }

  private static Picture picture(byte[] png) {
    try {
      Pictures.Reading read = Pictures.read(new ByteArrayInputStream(png));
      return assertInstanceOf(Pictures.Read.class, read).picture();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @Override
  public void close() {
    studio.close();
  }
}
