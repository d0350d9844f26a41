package dev.shutterhook.localrunner.crash;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.shutterhook.core.account.ApiKey;
import dev.shutterhook.core.json.Json;
import dev.shutterhook.localcloud.LocalCloud;
import dev.shutterhook.localcloud.Storage;
import dev.shutterhook.localcloud.template.FunctionResource;
import dev.shutterhook.localcloud.template.QueueSource;
import dev.shutterhook.localrunner.crash.MiserableReceiver.Heard;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;

/**
 * Nothing is lost, wherever the process ends. Real: HTTP, all functions but the renderer, in a
 * process of their own, DynamoDB Local, ElasticMQ, template.yaml with shorter visibility time-outs,
 * receivers. Doubles: the renderer, which answers with a recorded outcome. {@code
 * -Dcrash.captures=500} makes it shorter.
 */
@Tag("soak")
class CrashHarnessTest {
  private static final int CAPTURES = Integer.getInteger("crash.captures", 10_000);
  private static final int ENDS = Integer.getInteger("crash.ends", 80);
  private static final int STALLED = Math.max(1, CAPTURES / 2_000);
  private static final int CLIENTS = 6;

  /** One of so many goes to a receiver that never takes it, so that some are buried. */
  private static final int HOPELESS = 50;

  /** And one of so many to a host that is new, so that its ticket is handed on. */
  private static final int FRESH = 5;

  /** Measured: 14 and more, with the polling. The last end comes before the last webhook. */
  private static final int CALLS_PER_CAPTURE = 10;

  /** As many batches of a function at a time as a few Lambda instances have. */
  private static final int CONCURRENCY = 2;

  /** Tickets that are handled by themselves. */
  private static final int SINGLES = 6;

  private static final Duration PATIENCE = Duration.ofMinutes(60);
  private static final String KEY = ApiKey.random(new SecureRandom()).text();

  private final HttpClient http = HttpClient.newHttpClient();

  @TempDir private Path folder;

  @Test
  void losesNothingWhereverTheProcessEnds() throws Exception {
    try (LocalCloud cloud = LocalCloud.start(template(), parameters(), Storage.inMemory());
        MiserableReceiver receiver = new MiserableReceiver();
        var _ = Renderer.start(cloud);
        Lives lives =
            new Lives(
                    folder,
                    orders(cloud),
                    environment(cloud),
                    ENDS,
                    CAPTURES * CALLS_PER_CAPTURE / ENDS)
                .begin()) {
      receiver.expect(secret(lives));
      submit(lives, receiver);
      Books[] last = new Books[1];
      await()
          .atMost(PATIENCE)
          .pollInterval(Duration.ofSeconds(5))
          .until(
              () -> {
                last[0] = Books.of(cloud);
                return isOver(last[0]);
              });
      report(last[0], receiver, lives);
      verify(last[0], receiver, lives);
    }
  }

  /** Time-outs as short as attempts allow: what was in a process that ended is soon seen again. */
  private Path template() throws IOException {
    Path own = Path.of(System.getProperty("shutterhook.root"), "template.yaml");
    String shorter =
        Files.readString(own).replaceAll("VisibilityTimeout: \\d+", "VisibilityTimeout: 20");
    return Files.writeString(folder.resolve("template.yaml"), shorter);
  }

  private static Map<String, String> parameters() {
    return Map.of(
        "EgressPolicy", "open",
        "RetrySchedule", "0s,1s,1s,1s,2s,2s,3s",
        "RequestsPerSecond", "500",
        "CapturesInFlight", "100000",
        "BootstrapApiKeyHash", ApiKey.hash(KEY));
  }

  private Path orders(LocalCloud cloud) throws IOException {
    List<FunctionResource> functions = new ArrayList<>();
    Map<String, String> urls = new HashMap<>();
    Map<String, String> arns = new HashMap<>();
    for (FunctionResource function : cloud.functions()) {
      if (!function.logicalId().equals("RenderFunction")) {
        functions.add(narrowed(function));
        for (QueueSource source : function.queues()) {
          urls.put(source.queue(), cloud.queueUrl(source.queue()));
          arns.put(source.queue(), cloud.queueArn(source.queue()));
        }
      }
    }
    return Files.writeString(
        folder.resolve("orders.json"), Json.write(new Victim.Orders(functions, urls, arns)));
  }

  private static FunctionResource narrowed(FunctionResource function) {
    List<QueueSource> queues =
        function.queues().stream()
            .map(
                source ->
                    new QueueSource(
                        source.queue(),
                        source.batchSize(),
                        source.window(),
                        source.reportBatchItemFailures(),
                        source.batchSize() == 1 ? SINGLES : CONCURRENCY))
            .toList();
    return new FunctionResource(
        function.logicalId(),
        function.handler(),
        function.timeout(),
        function.memoryMb(),
        function.environment(),
        function.routes(),
        queues,
        function.schedules());
  }

  private static Map<String, String> environment(LocalCloud cloud) {
    AwsCredentialsIdentity access =
        cloud.s3().serviceClientConfiguration().credentialsProvider().resolveIdentity().join();
    return Map.of(
        "AWS_REGION",
        "us-east-1",
        "AWS_ACCESS_KEY_ID",
        access.accessKeyId(),
        "AWS_SECRET_ACCESS_KEY",
        access.secretAccessKey(),
        "AWS_ENDPOINT_URL_DYNAMODB",
        cloud.dynamoDbEndpoint().toString(),
        "AWS_ENDPOINT_URL_SQS",
        cloud.sqsEndpoint().toString(),
        "AWS_ENDPOINT_URL_S3",
        cloud.s3Endpoint().toString());
  }

  private String secret(Lives lives) {
    return await()
        .atMost(Duration.ofMinutes(1))
        .until(() -> ask(lives, "GET", "/v1/webhook-secret", ""), Optional::isPresent)
        .orElseThrow()
        .replaceAll("(?s).*\"(whsec_[^\"]+)\".*", "$1");
  }

  /** Whoever gets no answer asks again: perhaps there is a capture more then. */
  private void submit(Lives lives, MiserableReceiver receiver) throws Exception {
    List<Future<?>> all = new ArrayList<>();
    try (ExecutorService clients = Executors.newFixedThreadPool(CLIENTS)) {
      for (int i = 0; i < CAPTURES; i++) {
        String hook = hook(receiver, i);
        String body = Json.write(Map.of("url", "https://example.com/" + i, "webhook_url", hook));
        all.add(
            clients.submit(
                () -> {
                  while (ask(lives, "POST", "/v1/captures", body).isEmpty()) {
                    LockSupport.parkNanos(100_000_000);
                  }
                }));
      }
      for (Future<?> one : all) {
        one.get();
      }
    }
  }

  private static String hook(MiserableReceiver receiver, int number) {
    if (number % (CAPTURES / STALLED) == 1) {
      return receiver.stalledUrl();
    }
    if (number % HOPELESS == 2) {
      return receiver.hopelessUrl();
    }
    return number % FRESH == 3 ? receiver.freshUrl(number) : receiver.url(number);
  }

  private Optional<String> ask(Lives lives, String method, String path, String body) {
    String address = lives.address();
    if (address.isEmpty()) {
      return Optional.empty();
    }
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(address + path))
            .header("authorization", "Bearer " + KEY)
            .header("content-type", "application/json")
            .timeout(Duration.ofSeconds(20))
            .method(method, HttpRequest.BodyPublishers.ofString(body))
            .build();
    try {
      var answer = http.send(request, BodyHandlers.ofString());
      return Optional.of(answer.body()).filter(text -> answer.statusCode() < 300);
    } catch (IOException e) {
      return Optional.empty();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static boolean isOver(Books books) {
    return books.captures().keySet().equals(java.util.Set.of("completed"))
        && !books.deliveries().containsKey("pending");
  }

  private static long duplicates(MiserableReceiver receiver) {
    return receiver.heard().values().stream()
        .mapToLong(one -> Math.max(0, one.thanked().get() - 1))
        .sum();
  }

  /** Requests that the receiver saw beyond the rows that tell of them. */
  private static long unrecorded(Books books, MiserableReceiver receiver) {
    Map<String, Integer> rows = books.attempts();
    return receiver.heard().entrySet().stream()
        .mapToLong(one -> one.getValue().requests().get() - rows.getOrDefault(one.getKey(), 0))
        .filter(difference -> difference > 0)
        .sum();
  }

  private static void report(Books books, MiserableReceiver receiver, Lives lives) {
    System.out.println("captures " + books.captures());
    System.out.println("deliveries " + books.deliveries());
    System.out.println("not exactly one delivery: " + books.capturesWithoutOneDelivery());
    System.out.println("processes ended: " + lives.ended());
    lives.met().forEach((step, times) -> System.out.println("  " + times + " at " + step));
    System.out.println("receiver failed by " + receiver.miseries());
    System.out.println("thanked twice: " + duplicates(receiver));
    System.out.println(
        "attempts: %d rows, %d requests, %d without a row"
            .formatted(
                books.attempts().values().stream().mapToInt(Integer::intValue).sum(),
                receiver.heard().values().stream().mapToInt(one -> one.requests().get()).sum(),
                unrecorded(books, receiver)));
  }

  private static void verify(Books books, MiserableReceiver receiver, Lives lives) {
    long ended = books.deliveries().values().stream().mapToLong(Long::longValue).sum();
    assertTrue(ended >= CAPTURES, "delivered and exhausted are all of them");
    assertEquals(0, books.capturesWithoutOneDelivery());
    assertEquals(0, receiver.unsigned());
    for (String message : books.messages("delivered")) {
      Heard one = receiver.heard().get(message);
      assertTrue(one != null && one.thanked().get() >= 1, () -> message + " was not received");
    }
    for (Map.Entry<String, Heard> one : receiver.heard().entrySet()) {
      assertEquals(1, one.getValue().bodies().size(), () -> one.getKey() + " had several bodies");
    }
    // One of a hundred, or where captures are few for so many ends, one for each of them.
    long most = Math.max(ended / 100, lives.ended());
    assertTrue(duplicates(receiver) <= most, "duplicates: " + duplicates(receiver));
    assertTrue(unrecorded(books, receiver) <= (long) lives.ended() * CONCURRENCY * 10);
    List<Integer> deciding =
        lives.met().entrySet().stream()
            .filter(met -> Step.decides(met.getKey().replaceFirst(" [A-Z]+$", "")))
            .map(Map.Entry::getValue)
            .toList();
    assertEquals(2 * Trap.Moment.values().length, deciding.size(), "two steps, each moment");
    assertFalse(deciding.contains(0), "each was the last");
  }
}
