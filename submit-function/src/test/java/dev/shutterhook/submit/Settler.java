package dev.shutterhook.submit;

import dev.shutterhook.core.capture.ArtifactLinks;
import dev.shutterhook.core.capture.Capture;
import dev.shutterhook.core.capture.CaptureDocument;
import dev.shutterhook.core.capture.CaptureStatus;
import dev.shutterhook.core.capture.CaptureStore;
import dev.shutterhook.core.cost.BilledShare;
import dev.shutterhook.core.cost.Spending;
import dev.shutterhook.core.fixture.LogLines;
import dev.shutterhook.core.fixture.TestClock;
import dev.shutterhook.core.hash.Sha256;
import dev.shutterhook.core.id.Id;
import dev.shutterhook.core.id.Ids;
import dev.shutterhook.core.options.Format;
import dev.shutterhook.core.queue.WorkQueue;
import dev.shutterhook.core.render.Artifact;
import dev.shutterhook.core.render.PageFacts;
import dev.shutterhook.core.render.Timings;
import dev.shutterhook.core.render.Verdict;
import dev.shutterhook.core.settle.Endings;
import dev.shutterhook.core.settle.SettleStores;
import dev.shutterhook.localcloud.LocalCloud;
import java.time.Duration;
import java.util.List;
import software.amazon.awssdk.core.sync.RequestBody;

/** Puts a picture into the bucket and ends its capture, with what SettleFunction ends it with. */
final class Settler {
  static final PageFacts PAGE = new PageFacts("https://example.com/", 200, "Example Domain");

  /** By the invocations that took its picture and ended it. */
  static final Spending SPENT =
      new Spending(new BilledShare(160, 3_008, 1), new BilledShare(31, 1_024, 1), 0);

  private final LocalCloud cloud;
  private final TestClock clock;
  private final CaptureStore captures;
  private final Endings endings;

  Settler(LocalCloud cloud, TestClock clock) {
    this.cloud = cloud;
    this.clock = clock;
    captures = new CaptureStore(cloud.dynamoDb(), cloud.tableName("CapturesTable"));
    SettleStores stores =
        new SettleStores(
            cloud.dynamoDb(),
            cloud.tableName("CapturesTable"),
            cloud.tableName("DeliveriesTable"),
            new WorkQueue(cloud.sqs(), cloud.queueUrl("DeliverQueue")),
            new WorkQueue(cloud.sqs(), cloud.queueUrl("CompareQueue")));
    CaptureDocument document =
        new CaptureDocument(
            new ArtifactLinks(
                cloud.s3Presigner(),
                cloud.bucketName("ArtifactsBucket"),
                Duration.ofHours(1),
                clock));
    endings = new Endings(stores, document, Ids.secure(), clock, new LogLines(clock).log());
  }

  /** Ends a capture that is queued, with that picture. */
  Capture complete(Id id, byte[] picture) {
    Capture queued = captures.find(id).orElseThrow();
    Artifact artifact = put(id, picture);
    Capture ended =
        new Capture(
            id,
            queued.account(),
            queued.token(),
            CaptureStatus.COMPLETED,
            queued.options(),
            null,
            queued.callback(),
            queued.metadata(),
            queued.createdAt(),
            queued.createdAt(),
            clock.instant(),
            List.of(artifact),
            PAGE,
            Verdict.COMPLETE,
            new Timings(12, 80, 30, 25, 9, 160),
            null,
            List.of(),
            queued.origin());
    if (!endings.end(ended, SPENT)) {
      throw new AssertionError("not ended");
    }
    return ended;
  }

  private Artifact put(Id capture, byte[] picture) {
    String sha256 = Sha256.hex(picture);
    String key = Artifact.keyOf(capture, sha256, Format.PNG);
    cloud
        .s3()
        .putObject(
            put ->
                put.bucket(cloud.bucketName("ArtifactsBucket")).key(key).contentType("image/png"),
            RequestBody.fromBytes(picture));
    return new Artifact(Format.PNG, key, picture.length, 1_280, 800, sha256);
  }
}
