package dev.shutterhook.deliver.attempt;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.shutterhook.core.capture.PictureStore;
import dev.shutterhook.core.dialect.Dialects;
import dev.shutterhook.core.fixture.CloudExtension;
import dev.shutterhook.core.id.Id;
import dev.shutterhook.core.id.Ids;
import dev.shutterhook.core.request.WebUrl;
import dev.shutterhook.core.webhook.Delivery;
import dev.shutterhook.core.webhook.EventType;
import dev.shutterhook.core.webhook.Form;
import dev.shutterhook.core.webhook.Inlined;
import dev.shutterhook.localcloud.LocalCloud;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.core.sync.RequestBody;

/** Real: the bucket. Doubles: the attempt itself. */
@ExtendWith(CloudExtension.class)
class LoaderTest {
  private static final String KEY = "captures/cap_1/picture.png";
  private static final Instant NOW = Instant.parse("2026-11-01T12:00:00Z");
  private static final Duration SHORT = Duration.ofMillis(20);
  private static final Duration A_WHILE = Duration.ofSeconds(20);

  private final LocalCloud cloud;
  private final PictureStore pictures;
  private final CountDownLatch held = new CountDownLatch(Loader.MAX_LOADED);
  private final CountDownLatch released = new CountDownLatch(1);

  LoaderTest(LocalCloud cloud) {
    this.cloud = cloud;
    pictures = new PictureStore(cloud.s3(), cloud.bucketName("ArtifactsBucket"));
    put(new byte[] {1, 2, 3});
  }

  private void put(byte[] bytes) {
    String bucket = cloud.bucketName("ArtifactsBucket");
    cloud.s3().putObject(put -> put.bucket(bucket).key(KEY), RequestBody.fromBytes(bytes));
  }

  private static Delivery carrying(String key) {
    Ids ids = Ids.secure();
    String before = "{\"data_base64\":\"";
    return Delivery.pending(
            ids.next(Id.Kind.DELIVERY),
            ids.next(Id.Kind.MESSAGE),
            "acme",
            ids.next(Id.Kind.CAPTURE),
            EventType.CAPTURE_COMPLETED,
            WebUrl.parse("https://hooks.example.com/"),
            before + "\",\"text\":\"é\"}",
            NOW,
            NOW.plusSeconds(60))
        .as(new Form(Dialects.SCREENSHOT_API.name(), new Inlined(key, before.length())));
  }

  private Attempts.Made hold() throws InterruptedException {
    held.countDown();
    assertTrue(released.await(A_WHILE.toSeconds(), TimeUnit.SECONDS));
    return new Attempts.Repeated();
  }

  @Test
  void putsThePictureIntoItsPlace() throws InterruptedException {
    List<byte[]> bodies = new ArrayList<>();
    Loader loader =
        new Loader(
            (_, body) -> {
              bodies.add(body);
              return new Attempts.Repeated();
            },
            pictures,
            SHORT);
    assertInstanceOf(Loader.Attempted.class, loader.make(carrying(KEY)));
    assertArrayEquals(
        "{\"data_base64\":\"AQID\",\"text\":\"é\"}".getBytes(StandardCharsets.UTF_8),
        bodies.getFirst());
  }

  @Test
  void turnsAwayWhoFindsNoRoomAndTakesHimLater() throws Exception {
    Loader loader = new Loader((_, _) -> hold(), pictures, SHORT);
    List<FutureTask<Loader.Loaded>> tasks = new ArrayList<>();
    for (int i = 0; i < Loader.MAX_LOADED; i++) {
      FutureTask<Loader.Loaded> task = new FutureTask<>(() -> loader.make(carrying(KEY)));
      tasks.add(task);
      Thread.ofPlatform().daemon().start(task);
    }
    assertTrue(held.await(A_WHILE.toSeconds(), TimeUnit.SECONDS));
    assertEquals(new Loader.Crowded(), loader.make(carrying(KEY)));
    released.countDown();
    for (FutureTask<Loader.Loaded> task : tasks) {
      assertInstanceOf(Loader.Attempted.class, task.get());
    }
    assertInstanceOf(Loader.Attempted.class, loader.make(carrying(KEY)));
  }

  @Test
  void keepsNoRoomForWhatIsGone() throws InterruptedException {
    Loader loader = new Loader((_, _) -> hold(), pictures, SHORT);
    for (int i = 0; i <= Loader.MAX_LOADED; i++) {
      assertEquals(new Loader.Gone(), loader.make(carrying("captures/cap_1/gone.png")));
    }
    released.countDown();
    assertInstanceOf(Loader.Attempted.class, loader.make(carrying(KEY)));
  }
}
