package dev.shutterhook.localrunner.race;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.shutterhook.core.account.ApiKey;
import dev.shutterhook.core.account.ApiKeyStore;
import dev.shutterhook.core.account.KeyLimits;
import dev.shutterhook.core.capture.CancelMarkStore;
import dev.shutterhook.core.capture.Capture;
import dev.shutterhook.core.capture.CaptureRequest;
import dev.shutterhook.core.capture.CaptureStatus;
import dev.shutterhook.core.capture.CaptureStore;
import dev.shutterhook.core.egress.EgressPolicy;
import dev.shutterhook.core.id.Id;
import dev.shutterhook.core.id.Ids;
import dev.shutterhook.core.json.Json;
import dev.shutterhook.core.webhook.Delivery;
import dev.shutterhook.core.webhook.DeliveryStore;
import dev.shutterhook.localcloud.LocalCloud;
import dev.shutterhook.localcloud.Storage;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * A client cancels in the moment in which the picture is there. Real: SubmitFunction,
 * SettleFunction, tables, bucket and queues. Double: the renderer, whose report is made here.
 */
@Execution(ExecutionMode.CONCURRENT)
class CancelRaceTest {
  private static final Duration A_MOMENT = Duration.ofSeconds(5);

  /** Cancelling takes more steps: so long before settling it begins, for either to win. */
  private static final Duration HEAD_START = Duration.ofMillis(40);

  private static LocalCloud cloud;

  private final Random random = new Random(20);

  private final Ids ids = Ids.secure();
  private final ApiKey key = ApiKey.random(new SecureRandom());
  private final String account = "race-" + key.publicId();
  private final Rivals rivals = new Rivals(cloud, key);
  private final CaptureStore captures =
      new CaptureStore(cloud.dynamoDb(), cloud.tableName("CapturesTable"));
  private final DeliveryStore deliveries =
      new DeliveryStore(cloud.dynamoDb(), cloud.tableName("DeliveriesTable"));
  private final CancelMarkStore marks =
      new CancelMarkStore(cloud.s3(), cloud.bucketName("ArtifactsBucket"));

  @BeforeAll
  static void open() {
    Path template = Path.of(System.getProperty("shutterhook.root"), "template.yaml");
    cloud = LocalCloud.start(template, Map.of(), Storage.inMemory());
  }

  @AfterAll
  static void close() {
    cloud.close();
  }

  @Test
  void endsEachOfAHundredOnceAndTellsWhatItsRecordSays() throws Exception {
    race(100);
  }

  @Test
  @Tag("soak")
  void endsEachOfAThousandOnceAndTellsWhatItsRecordSays() throws Exception {
    race(1_000);
  }

  private void race(int races) throws Exception {
    new ApiKeyStore(cloud.dynamoDb(), cloud.tableName("AccountsTable"))
        .create(
            key,
            account,
            Optional.empty(),
            new KeyLimits(KeyLimits.MAX_REQUESTS_PER_SECOND, null),
            Instant.now());
    Map<CaptureStatus, Integer> ends = new EnumMap<>(CaptureStatus.class);
    try (ExecutorService two = Executors.newFixedThreadPool(2)) {
      for (int i = 0; i < races; i++) {
        ends.merge(raced(two), 1, Integer::sum);
      }
    }
    System.out.println("races ended as " + ends);
    assertEquals(2, ends.size(), "each of the two wins sometimes: " + ends);
  }

  private CaptureStatus raced(ExecutorService two) throws Exception {
    Capture queued = queued();
    CyclicBarrier start = new CyclicBarrier(2);
    Future<Integer> cancel =
        two.submit(
            () -> {
              start.await();
              return rivals.delete(queued.id());
            });
    Future<Boolean> settle =
        two.submit(
            () -> {
              start.await();
              LockSupport.parkNanos(random.nextLong(HEAD_START.toNanos()));
              return rivals.settle(queued);
            });
    assertTrue(settle.get(), "a report is never kept");
    return ended(queued.id(), cancel.get());
  }

  /** How it ended, by its record and by all that tells of it. */
  private CaptureStatus ended(Id id, int answer) {
    Optional<Capture> record = captures.find(id);
    boolean marked = marks.marked(id, A_MOMENT);
    Delivery told = told(id);
    CaptureStatus status = told(told);
    switch (answer) {
      case 200 -> assertEquals(CaptureStatus.CANCELED, status);
      case 409 -> assertEquals(CaptureStatus.COMPLETED, record.orElseThrow().status());
      // The client was late enough to find it completed: that it was, its webhook says.
      case 204 -> assertEquals(Optional.empty(), record);
      default -> throw new AssertionError("answered " + answer);
    }
    assertEquals(answer == 200, marked);
    assertEquals(answer == 204, record.isEmpty());
    record.ifPresent(
        capture -> {
          assertEquals(status, capture.status());
          assertEquals(List.of(told.id()), capture.told());
        });
    return status;
  }

  /** The one that tells of it, whether its record knows of it or not. */
  private Delivery told(Id capture) {
    List<Id> all = rivals.deliveriesOf(capture);
    assertEquals(1, all.size(), capture.toString());
    return deliveries.find(all.getFirst()).orElseThrow();
  }

  private static CaptureStatus told(Delivery delivery) {
    JsonNode body = Json.tree(delivery.body());
    String status = body.at("/data/status").asText();
    assertEquals("capture." + status, delivery.type().code());
    assertEquals("capture." + status, body.path("type").asText());
    return CaptureStatus.valueOf(status.toUpperCase(Locale.ROOT));
  }

  private Capture queued() {
    Map<String, String> body =
        Map.of("url", "https://example.com/", "webhook_url", "https://hooks.example.com/");
    return switch (CaptureRequest.read(Json.write(body), EgressPolicy.OPEN)) {
      case CaptureRequest.Accepted(var request) -> {
        Capture capture =
            Capture.queued(
                ids.next(Id.Kind.CAPTURE), account, ids.token(), request, null, Instant.now());
        captures.create(List.of(capture), Instant.now().plus(Duration.ofDays(1)));
        yield capture;
      }
      case CaptureRequest.Refused(var faults) -> throw new AssertionError(faults);
    };
  }
}
