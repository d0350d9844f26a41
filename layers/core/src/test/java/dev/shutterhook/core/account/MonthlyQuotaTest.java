package dev.shutterhook.core.account;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.shutterhook.core.fixture.CloudExtension;
import dev.shutterhook.localcloud.LocalCloud;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The table is real and shaped by the template. */
@ExtendWith(CloudExtension.class)
class MonthlyQuotaTest {
  private static final Instant NOVEMBER = Instant.parse("2026-11-30T23:59:30Z");

  private final MonthlyQuota quota;
  private final String key = UUID.randomUUID().toString();

  MonthlyQuotaTest(LocalCloud cloud) {
    this.quota = new MonthlyQuota(cloud.dynamoDb(), cloud.tableName("AccountsTable"));
  }

  @Test
  void isNeverExceededHoweverManyTakeAtOnce() {
    Caller caller = new Caller("acme", key, 25, 100);
    AtomicInteger taken = new AtomicInteger();
    try (ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 50; i++) {
        clients.execute(
            () -> {
              if (quota.take(caller, 1, NOVEMBER)) {
                taken.incrementAndGet();
              }
            });
      }
    }
    assertEquals(25, taken.get());
    assertEquals(25, quota.used(key, NOVEMBER));
  }

  @Test
  void takesAllOfABatchOrNone() {
    Caller caller = new Caller("acme", key, 10, 100);
    assertFalse(quota.take(caller, 11, NOVEMBER));
    assertTrue(quota.take(caller, 8, NOVEMBER));
    assertFalse(quota.take(caller, 3, NOVEMBER));
    assertTrue(quota.take(caller, 2, NOVEMBER));
    quota.giveBack(caller, 2, NOVEMBER);
    assertEquals(8, quota.used(key, NOVEMBER));
  }

  @Test
  void isWholeAgainInTheNextMonth() {
    Caller caller = new Caller("acme", key, 1, 100);
    assertTrue(quota.take(caller, 1, NOVEMBER));
    assertFalse(quota.take(caller, 1, NOVEMBER));
    assertEquals(Duration.ofSeconds(30), MonthlyQuota.untilNext(NOVEMBER));
    assertTrue(quota.take(caller, 1, NOVEMBER.plus(MonthlyQuota.untilNext(NOVEMBER))));
  }

  @Test
  void countsWithoutABound() {
    Caller caller = new Caller("acme", key, 0, 100);
    assertTrue(quota.take(caller, 100, NOVEMBER));
    assertEquals(100, quota.used(key, NOVEMBER));
  }
}
