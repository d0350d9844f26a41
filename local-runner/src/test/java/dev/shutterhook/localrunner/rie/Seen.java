package dev.shutterhook.localrunner.rie;

import dev.shutterhook.core.capture.Capture;
import dev.shutterhook.core.capture.CaptureStatus;
import dev.shutterhook.core.capture.Origin;
import dev.shutterhook.core.fixture.RequestFixture;
import dev.shutterhook.core.hash.Sha256;
import dev.shutterhook.core.id.Id;
import dev.shutterhook.core.options.Format;
import dev.shutterhook.core.render.Artifact;
import dev.shutterhook.core.render.PageFacts;
import dev.shutterhook.core.render.Timings;
import dev.shutterhook.core.render.Verdict;
import dev.shutterhook.localcloud.LocalCloud;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import javax.imageio.ImageIO;
import software.amazon.awssdk.core.sync.RequestBody;

/** A capture as the renderer and SettleFunction leave it: a picture and a text in the bucket. */
final class Seen {
  private static final int WIDTH = 320;
  private static final int HEIGHT = 200;

  private Seen() {}

  static Capture of(LocalCloud cloud, Id id, String text) throws IOException {
    ByteArrayOutputStream png = new ByteArrayOutputStream();
    ImageIO.write(new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB), "png", png);
    Artifact picture = put(cloud, id, Format.PNG, png.toByteArray());
    Artifact sized =
        new Artifact(
            Format.PNG, picture.key(), picture.sizeBytes(), WIDTH, HEIGHT, picture.sha256());
    Artifact words = put(cloud, id, Format.TEXT, text.getBytes(StandardCharsets.UTF_8));
    Instant now = Instant.now();
    Capture queued =
        Capture.queued(
            id, Records.ACCOUNT, "token", RequestFixture.aRequest().accepted(), null, now);
    return new Capture(
        id,
        Records.ACCOUNT,
        "token",
        CaptureStatus.COMPLETED,
        queued.options(),
        null,
        null,
        queued.metadata(),
        now,
        now,
        now,
        List.of(sized, words),
        new PageFacts("https://example.com/", 200, "Example"),
        Verdict.COMPLETE,
        Timings.NONE,
        null,
        List.of(),
        Origin.UNKNOWN);
  }

  private static Artifact put(LocalCloud cloud, Id capture, Format format, byte[] bytes) {
    String sha256 = Sha256.hex(new String(bytes, StandardCharsets.ISO_8859_1));
    String key = Artifact.keyOf(capture, sha256, format);
    cloud
        .s3()
        .putObject(
            put -> put.bucket(cloud.bucketName("ArtifactsBucket")).key(key),
            RequestBody.fromBytes(bytes));
    return new Artifact(format, key, bytes.length, null, null, sha256);
  }
}
