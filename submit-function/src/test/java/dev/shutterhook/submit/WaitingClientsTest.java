package dev.shutterhook.submit;

import static dev.shutterhook.core.fixture.CaptureFixture.aCapture;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.shutterhook.core.account.KeyLimits;
import dev.shutterhook.core.aws.AwsClients;
import dev.shutterhook.core.fixture.CaptureFixture;
import dev.shutterhook.core.fixture.CloudExtension;
import dev.shutterhook.localcloud.LocalCloud;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;

/**
 * {@code ?wait=} by many at once, on one instance of the function. Real: the handler and the table,
 * whose reads are counted.
 */
@ExtendWith(CloudExtension.class)
class WaitingClientsTest {
  private static final int CLIENTS = 200;

  /** Of each client, before the capture ends: by then it has waited for about 2 s. */
  private static final int LOOKS = 8;

  /** One or two on a quiet machine; on a busy one the end itself takes a while. */
  private static final int LAST_LOOKS = 4;

  /** The longest pause is 1 s, and on a quiet machine 0.7 s are enough; a busy one took 3 s. */
  private static final Duration PROMPT = Duration.ofSeconds(10);

  private final LocalCloud cloud;
  private final AtomicInteger reads = new AtomicInteger();

  WaitingClientsTest(LocalCloud cloud) {
    this.cloud = cloud;
  }

  private final class Counting implements ExecutionInterceptor {
    @Override
    public void beforeExecution(Context.BeforeExecution context, ExecutionAttributes attributes) {
      if (context.request() instanceof GetItemRequest) {
        reads.incrementAndGet();
      }
    }
  }

  private DynamoDbClient counted() {
    var same = cloud.dynamoDb().serviceClientConfiguration();
    return DynamoDbClient.builder()
        .endpointOverride(same.endpointOverride().orElseThrow())
        .region(same.region())
        .credentialsProvider(same.credentialsProvider())
        .httpClientBuilder(UrlConnectionHttpClient.builder())
        .overrideConfiguration(c -> c.addExecutionInterceptor(new Counting()))
        .build();
  }

  @Test
  void holdsTwoHundredClientsAndReadsForEachAFewTimes() throws Exception {
    try (DynamoDbClient dynamoDb = counted();
        ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
      AwsClients aws = new AwsClients(dynamoDb, cloud.sqs(), cloud.s3(), cloud.s3Presigner());
      TestApi api = new TestApi(cloud, aws, Map.of());
      api.keys().limit(api.key.publicId(), new KeyLimits(KeyLimits.MAX_REQUESTS_PER_SECOND, null));
      CaptureFixture fixture = aCapture().of(api.account).createdAt(api.clock.instant());
      api.captures.create(List.of(fixture.queued()), api.clock.instant().plus(Duration.ofDays(1)));
      String path = "/v1/captures/" + fixture.queued().id();
      Callable<TestApi.Answered> wait = () -> api.get(path, Map.of("wait", "25"));
      List<Future<TestApi.Answered>> answers = new ArrayList<>();
      for (int i = 0; i < CLIENTS; i++) {
        answers.add(clients.submit(wait));
      }
      await().atMost(Duration.ofSeconds(20)).until(() -> reads.get() >= CLIENTS * LOOKS);
      assertTrue(answers.stream().noneMatch(Future::isDone), "all are held");
      long ended = System.nanoTime();
      api.settle(fixture.completed());
      for (Future<TestApi.Answered> answer : answers) {
        assertEquals("completed", answer.get().body().path("status").asText());
      }
      Duration late = Duration.ofNanos(System.nanoTime() - ended);
      System.out.printf(
          "waiting clients: %d, reads of each: %.1f, last answer after %d ms%n",
          CLIENTS, (double) reads.get() / CLIENTS, late.toMillis());
      assertTrue(reads.get() <= CLIENTS * (LOOKS + LAST_LOOKS), "reads: " + reads);
      assertTrue(late.compareTo(PROMPT) < 0, "late: " + late);
    }
  }
}
