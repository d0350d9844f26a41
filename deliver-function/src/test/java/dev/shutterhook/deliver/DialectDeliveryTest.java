package dev.shutterhook.deliver;

import static dev.shutterhook.deliver.Bench.event;
import static dev.shutterhook.deliver.Bench.ids;
import static dev.shutterhook.deliver.Bench.kept;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import com.fasterxml.jackson.databind.JsonNode;
import com.standardwebhooks.Webhook;
import dev.shutterhook.core.account.Rotation;
import dev.shutterhook.core.capture.DeliveryCounts;
import dev.shutterhook.core.dialect.Dialect;
import dev.shutterhook.core.dialect.Dialects;
import dev.shutterhook.core.fixture.CloudExtension;
import dev.shutterhook.core.json.Json;
import dev.shutterhook.core.webhook.Delivery;
import dev.shutterhook.core.webhook.DeliveryState;
import dev.shutterhook.core.webhook.Exhaustion;
import dev.shutterhook.core.webhook.Inlined;
import dev.shutterhook.core.webhook.WebhookBody;
import dev.shutterhook.core.webhook.WebhookSecret;
import dev.shutterhook.deliver.Receivers.Received;
import dev.shutterhook.deliver.attempt.Loader;
import dev.shutterhook.localcloud.LocalCloud;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.core.sync.RequestBody;

/** Webhooks in other forms than ours. Real: functions, tables, bucket, receivers. */
@ExtendWith(CloudExtension.class)
class DialectDeliveryTest {
  private static final Duration A_WHILE = Duration.ofSeconds(20);

  /** So long those that are there wait for one that must not come. */
  private static final Duration ROOM_FOR_ANOTHER = Duration.ofMillis(300);

  private final Bench bench;
  private final Receivers receivers = new Receivers();
  private final DeliverFunction deliver;

  DialectDeliveryTest(LocalCloud cloud) {
    bench = new Bench(cloud);
    deliver = bench.deliver();
  }

  @AfterEach
  void end() {
    deliver.close();
    receivers.close();
  }

  private List<String> handle(SQSMessage... messages) {
    return kept(Bench.invoke(deliver, event(messages)));
  }

  private Delivery withPicture(String url, byte[] picture) {
    Delivery delivery = bench.pending(url, Dialects.SCREENSHOT_API);
    String key = Objects.requireNonNull(delivery.form().inlined()).key();
    bench
        .aws
        .s3()
        .putObject(put -> put.bucket(bench.bucket()).key(key), RequestBody.fromBytes(picture));
    return delivery;
  }

  private static byte[] picture(int bytes) {
    byte[] picture = new byte[bytes];
    new SplittableRandom(bytes).nextBytes(picture);
    return picture;
  }

  private static String hmac(WebhookSecret secret, String text) throws GeneralSecurityException {
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(secret.text().getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
    return HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
  }

  @Test
  void carriesThePictureInEveryAttemptTheSameBytes() {
    byte[] picture = picture(300_000);
    Delivery delivery = withPicture(receivers.url("failsTwice"), picture);
    assertTrue(delivery.body().length() < WebhookBody.MAX_BYTES);
    SQSMessage ticket = bench.ticket(delivery);
    assertEquals(ids(ticket), handle(ticket));
    bench.clock.forward(Duration.ofSeconds(32));
    assertEquals(ids(ticket), handle(ticket));
    bench.clock.forward(Duration.ofSeconds(122));
    assertEquals(List.of(), handle(ticket));
    List<Received> requests = receivers.at("failsTwice");
    assertEquals(3, requests.size());
    String secret = bench.secrets.of(bench.account).getFirst().text();
    for (Received request : requests) {
      assertDoesNotThrow(() -> new Webhook(secret).verify(request.body(), request.headers()));
      JsonNode event = Json.tree(request.body());
      assertArrayEquals(picture, Base64.getDecoder().decode(event.path("data_base64").asText()));
    }
    assertEquals(1, requests.stream().map(Received::body).distinct().count());
  }

  @Test
  void carriesAPictureAsLargeAsTheyMayBe() {
    byte[] picture = picture(Inlined.MAX_BYTES);
    assertEquals(List.of(), handle(bench.ticket(withPicture(receivers.url("ok"), picture))));
    String sent = receivers.at("ok").getFirst().body();
    assertTrue(sent.contains(Base64.getEncoder().encodeToString(picture)), "it is not the picture");
  }

  @Test
  void givesUpWhenThePictureIsGone() {
    Delivery delivery = withPicture(receivers.url("alwaysFails"), picture(1));
    SQSMessage ticket = bench.ticket(delivery);
    assertEquals(ids(ticket), handle(ticket));
    String key = Objects.requireNonNull(delivery.form().inlined()).key();
    bench.aws.s3().deleteObject(delete -> delete.bucket(bench.bucket()).key(key));
    bench.clock.forward(Duration.ofSeconds(32));
    assertEquals(List.of(), handle(ticket));
    Delivery after = bench.again(delivery);
    assertEquals(DeliveryState.EXHAUSTED, after.state());
    assertEquals(Exhaustion.ARTIFACT_GONE, after.progress().reason());
    assertEquals(1, receivers.at("alwaysFails").size());
    assertEquals(List.of(), bench.buried(bench.deliverDeadLetters));
    assertEquals(new DeliveryCounts(0, 0, 1), bench.counts(delivery));
  }

  @Test
  void hasNoMorePicturesInMemoryThanItSays() throws InterruptedException {
    AtomicInteger now = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    CountDownLatch full = new CountDownLatch(Loader.MAX_LOADED);
    CountDownLatch overfull = new CountDownLatch(Loader.MAX_LOADED + 1);
    receivers.serve(
        "holds",
        exchange -> {
          most.accumulateAndGet(now.incrementAndGet(), Math::max);
          full.countDown();
          overfull.countDown();
          assertTrue(full.await(A_WHILE.toSeconds(), TimeUnit.SECONDS));
          overfull.await(ROOM_FOR_ANOTHER.toMillis(), TimeUnit.MILLISECONDS);
          now.decrementAndGet();
          exchange.sendResponseHeaders(204, -1);
        });
    SQSMessage[] tickets =
        IntStream.range(0, Loader.MAX_LOADED + 1)
            .mapToObj(n -> bench.ticket(withPicture(receivers.url("holds"), picture(n + 1))))
            .toArray(SQSMessage[]::new);
    assertEquals(List.of(), handle(tickets));
    assertEquals(Loader.MAX_LOADED, most.get());
    assertEquals(tickets.length, receivers.at("holds").size());
  }

  @Test
  void signsByEachSecretInTurnsWhileItIsRotated() throws GeneralSecurityException {
    WebhookSecret old = bench.secrets.find(bench.account).current();
    WebhookSecret fresh =
        ((Rotation.Rotated) bench.secrets.rotate(bench.account, false, bench.clock.instant()))
            .secrets()
            .current();
    for (Dialect dialect : List.of(Dialects.PX_SHOT, Dialects.TOOL_CENTER)) {
      String name = dialect.name();
      receivers.serve(name, exchange -> exchange.sendResponseHeaders(500, -1));
      SQSMessage ticket = bench.ticket(bench.pending(receivers.url(name), dialect));
      handle(ticket);
      bench.clock.forward(Duration.ofSeconds(33));
      handle(ticket);
      List<Received> requests = receivers.at(name);
      assertEquals(hmac(old, requests.getFirst().body()), signature(requests.getFirst()));
      assertEquals(hmac(fresh, requests.getLast().body()), signature(requests.getLast()));
    }
  }

  private static String signature(Received request) {
    return request.header("x-pxshot-signature") + request.header("x-webhook-signature");
  }

  @Test
  void signsEachAttemptAtItsOwnTimeInMilliseconds() throws GeneralSecurityException {
    WebhookSecret secret = bench.secrets.find(bench.account).current();
    SQSMessage ticket =
        bench.ticket(bench.pending(receivers.url("alwaysFails"), Dialects.SCREENSHOTLY));
    handle(ticket);
    bench.clock.forward(Duration.ofSeconds(33));
    handle(ticket);
    for (Received request : receivers.at("alwaysFails")) {
      String stamped = request.header("x-screenshotly-timestamp") + "." + request.body();
      assertEquals(hmac(secret, stamped), request.header("x-screenshotly-signature"));
    }
    assertEquals(
        Long.toString(bench.clock.instant().toEpochMilli()),
        receivers.at("alwaysFails").getLast().header("x-screenshotly-timestamp"));
  }
}
