package dev.shutterhook.core.webhook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.shutterhook.core.fixture.CloudExtension;
import dev.shutterhook.core.fixture.TestClock;
import dev.shutterhook.localcloud.LocalCloud;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;

/** The table is real and shaped by the template; what is asked of it is counted. */
@ExtendWith(CloudExtension.class)
class EndpointsTest {
  private static final String HOST = "hooks.example.com";

  private final TestClock clock = TestClock.atNow();
  private final String account = "account-" + UUID.randomUUID();
  private final List<String> calls = new ArrayList<>();
  private final DynamoDbClient dynamoDb;
  private final EndpointStore store;

  EndpointsTest(LocalCloud cloud) {
    var emulator = cloud.dynamoDb().serviceClientConfiguration();
    dynamoDb =
        DynamoDbClient.builder()
            .endpointOverride(emulator.endpointOverride().orElseThrow())
            .region(emulator.region())
            .credentialsProvider(emulator.credentialsProvider())
            .overrideConfiguration(c -> c.addExecutionInterceptor(new Counting()))
            .build();
    store = new EndpointStore(dynamoDb, cloud.tableName("DeliveriesTable"));
  }

  @AfterEach
  void end() {
    dynamoDb.close();
  }

  private final class Counting implements ExecutionInterceptor {
    @Override
    public void beforeExecution(Context.BeforeExecution context, ExecutionAttributes attributes) {
      synchronized (calls) {
        calls.add(context.request() instanceof GetItemRequest ? "read" : "write");
      }
    }
  }

  /** As each function's environment has one of its own. */
  private Endpoints endpoints() {
    return new Endpoints(store, clock);
  }

  private EndpointReport report(int status) {
    return new EndpointReport(clock.instant(), status, null);
  }

  private Optional<Endpoints.Change> succeeded(Endpoints endpoints) {
    return endpoints.note(account, HOST, health -> health.succeeded(report(200)));
  }

  private Optional<Endpoints.Change> failed(Endpoints endpoints) {
    return endpoints.note(account, HOST, health -> health.failed(report(500)));
  }

  private EndpointState state() {
    return store.find(account, HOST, clock.instant()).state();
  }

  private void opened() {
    for (int i = 0; i < EndpointHealth.OPEN_FAILURES; i++) {
      failed(endpoints());
      clock.forward(Duration.ofMinutes(1));
    }
    assertEquals(EndpointState.OPEN, state());
  }

  @Test
  void costsOneReadAndNoWriteWhileAllIsWell() {
    Endpoints endpoints = endpoints();
    for (int i = 0; i < 10; i++) {
      assertEquals(EndpointState.HEALTHY, endpoints.of(account, HOST).state());
      assertEquals(Optional.empty(), succeeded(endpoints));
    }
    assertEquals(List.of("read"), calls);
    clock.forward(Endpoints.MAX_AGE);
    endpoints.of(account, HOST);
    assertEquals(List.of("read", "read"), calls);
  }

  @Test
  void learnsSoonWhatOthersHaveNoted() {
    Endpoints here = endpoints();
    here.of(account, HOST);
    endpoints().note(account, HOST, health -> health.gone(report(410)));
    assertEquals(EndpointState.HEALTHY, here.of(account, HOST).state());
    clock.forward(Endpoints.MAX_AGE);
    assertEquals(EndpointState.DISABLED, here.of(account, HOST).state());
  }

  @Test
  void countsEveryFailureWhoeverNotesIt() {
    Endpoints here = endpoints();
    Endpoints there = endpoints();
    for (int i = 0; i < 5; i++) {
      failed(here);
      failed(there);
    }
    assertEquals(10, store.find(account, HOST, clock.instant()).failures());
  }

  @Test
  void tellsOneOfManyThatItRecovered() throws InterruptedException {
    opened();
    List<Callable<Optional<Endpoints.Change>>> all = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      all.add(() -> succeeded(endpoints()));
    }
    assertEquals(1, told(all));
    assertEquals(EndpointState.HEALTHY, state());
  }

  @Test
  void tellsOneOfManyThatItIsDisabled() throws InterruptedException {
    List<Callable<Optional<Endpoints.Change>>> all = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      all.add(() -> endpoints().note(account, HOST, health -> health.gone(report(410))));
    }
    assertEquals(1, told(all));
  }

  private static long told(List<Callable<Optional<Endpoints.Change>>> all)
      throws InterruptedException {
    try (ExecutorService threads = Executors.newFixedThreadPool(all.size())) {
      return threads.invokeAll(all).stream()
          .map(Future::resultNow)
          .flatMap(Optional::stream)
          .count();
    }
  }

  @Test
  void givesTheProbeToOne() throws InterruptedException {
    opened();
    clock.forward(EndpointHealth.FIRST_PROBE);
    EndpointHealth open = store.find(account, HOST, clock.instant());
    List<Callable<Boolean>> all = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      all.add(() -> endpoints().probe(account, HOST, open, clock.instant()));
    }
    try (ExecutorService threads = Executors.newFixedThreadPool(all.size())) {
      assertEquals(1, threads.invokeAll(all).stream().filter(Future::resultNow).count());
    }
  }

  @Test
  void forgetsAfterAMonth() {
    endpoints().note(account, HOST, health -> health.gone(report(410)));
    clock.forward(EndpointStore.KEPT.minusSeconds(1));
    assertEquals(EndpointState.DISABLED, state());
    clock.forward(Duration.ofSeconds(2));
    assertEquals(EndpointState.HEALTHY, state());
    assertTrue(failed(endpoints()).isPresent(), "the item may still lie there");
    assertEquals(EndpointState.FAILING, state());
  }

  @Test
  void listsAnAccountsOwnInTheirOrder() {
    Endpoints endpoints = endpoints();
    for (String host : List.of("b.example", "a.example:8443", "c.example")) {
      endpoints.note(account, host, health -> health.failed(report(500)));
    }
    assertEquals(
        List.of("a.example:8443", "b.example", "c.example"), hosts(account, Optional.empty()));
    assertEquals(List.of("c.example"), hosts(account, Optional.of("b.example")));
    assertFalse(hosts(account + "-other", Optional.empty()).contains("b.example"));
  }

  private List<String> hosts(String owner, Optional<String> after) {
    return store.list(owner, after, clock.instant()).stream()
        .map(EndpointStore.Listed::host)
        .toList();
  }
}
