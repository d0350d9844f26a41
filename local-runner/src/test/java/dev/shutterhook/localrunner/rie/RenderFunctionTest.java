package dev.shutterhook.localrunner.rie;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.shutterhook.localcloud.LocalCloud;
import dev.shutterhook.localrunner.endtoend.SuiteUnderTest;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The renderer in AWS's runtime: from the jars of its image, with this machine's Chromium, and in a
 * container of the image where one is named.
 */
@Tag("rie")
class RenderFunctionTest {
  private static final int MEMORY_MB = 2048;
  private static final int TEMPORARY_MB = 512;

  @Test
  void leavesAPictureAndAnOutcome(@TempDir Path folder) throws Exception {
    try (LambdaStage stage = new LambdaStage(folder);
        EmulatedFunction render = stage.image("RenderFunction", SuiteUnderTest.chromium())) {
      leavesThem(stage, render);
    }
  }

  @Test
  void soDoesItsContainer(@TempDir Path folder) throws Exception {
    assumeTrue(RenderContainer.image().isPresent(), RenderContainer.missing());
    try (LambdaStage stage = new LambdaStage(folder);
        EmulatedFunction render =
            stage.inside(stage.container(MEMORY_MB, TEMPORARY_MB), Map.of())) {
      leavesThem(stage, render);
    }
  }

  private static void leavesThem(LambdaStage stage, EmulatedFunction render) throws Exception {
    String order = stage.event("render-order.json");
    assertEquals("{\"batchItemFailures\":[]}", render.invoke(order), render::log);
    List<JsonNode> reports = new Records(stage.cloud()).in("OutcomeQueue");
    // A first picture may take long enough for its begin to be reported, too.
    List<JsonNode> outcomes =
        reports.stream()
            .filter(report -> !report.path("report").asText().equals("started"))
            .toList();
    assertEquals(1, outcomes.size(), outcomes.toString());
    JsonNode rendered = outcomes.getFirst();
    assertEquals("rendered", rendered.path("report").asText());
    BufferedImage picture = picture(stage.cloud(), rendered.at("/artifacts/0/key").asText());
    assertEquals(1280, picture.getWidth());
    assertEquals(800, picture.getHeight());
  }

  private static BufferedImage picture(LocalCloud cloud, String key) throws Exception {
    byte[] bytes =
        cloud
            .s3()
            .getObjectAsBytes(get -> get.bucket(cloud.bucketName("ArtifactsBucket")).key(key))
            .asByteArray();
    BufferedImage picture = ImageIO.read(new ByteArrayInputStream(bytes));
    assertNotNull(picture, "a picture");
    return picture;
  }
}
