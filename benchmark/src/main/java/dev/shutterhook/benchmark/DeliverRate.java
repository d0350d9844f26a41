package dev.shutterhook.benchmark;

import dev.shutterhook.localcloud.LocalCloud;
import dev.shutterhook.localcloud.Storage;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

/**
 * How many webhooks one DeliverFunction carries to a receiver that answers at once, and how long
 * each is under way, alone and beside {@value #HANGING} hosts that take connections and never
 * answer.
 */
public final class DeliverRate {
  private static final int AT_ONCE = 2_000;
  private static final int HANGING = 20;
  private static final int FOR_EACH_HANGING = 30;
  private static final int STEADY = 400;
  private static final Duration PACE = Duration.ofMillis(50);

  /** Runs that nothing is measured of: the JVM compiles, and the host becomes known. */
  private static final int WARM_UP = 300;

  /** By then every slot that a hanging host may have is taken. */
  private static final Duration UNTIL_ALL_HANG = Duration.ofSeconds(5);

  private DeliverRate() {}

  /** Prints the figures. */
  public static void main(String[] words) throws Exception {
    Path template = Path.of(System.getProperty("shutterhook.root", "."), "template.yaml");
    Map<String, String> parameters = Map.of("EgressPolicy", "open");
    try (LocalCloud cloud = LocalCloud.start(template, parameters, Storage.inMemory());
        Deliveries deliveries = Deliveries.start(cloud);
        WebhookServer fast = WebhookServer.quick()) {
      deliveries.send(fast.url(), WARM_UP);
      fast.await(WARM_UP);
      rate(deliveries, fast);
      long[] alone = steady(deliveries, fast);
      List<WebhookServer> hanging = new ArrayList<>();
      for (int i = 0; i < HANGING; i++) {
        hanging.add(WebhookServer.hanging());
        deliveries.send(hanging.getLast().url(), FOR_EACH_HANGING);
      }
      LockSupport.parkNanos(UNTIL_ALL_HANG.toNanos());
      long[] beside = steady(deliveries, fast);
      print("alone", alone, alone);
      print("beside " + HANGING + " that hang", beside, alone);
      for (WebhookServer server : hanging) {
        server.close();
      }
    }
    System.exit(0);
  }

  private static void rate(Deliveries deliveries, WebhookServer fast) throws InterruptedException {
    fast.forget();
    long began = System.nanoTime();
    deliveries.send(fast.url(), AT_ONCE);
    fast.await(AT_ONCE);
    double seconds = (System.nanoTime() - began) / 1e9;
    System.out.printf(
        Locale.ROOT,
        "%d at once: %.1f s, %.0f per second, their records and tickets included%n",
        AT_ONCE,
        seconds,
        AT_ONCE / seconds);
  }

  /** From a ticket to its arrival, in nanoseconds. */
  private static long[] steady(Deliveries deliveries, WebhookServer fast)
      throws InterruptedException {
    fast.forget();
    List<Deliveries.Sent> sent = new ArrayList<>();
    long next = System.nanoTime();
    for (int i = 0; i < STEADY; i++) {
      LockSupport.parkNanos(next - System.nanoTime());
      sent.addAll(deliveries.send(fast.url(), 1));
      next += PACE.toNanos();
    }
    fast.await(STEADY);
    return sent.stream().mapToLong(one -> fast.arrival(one.message()) - one.at()).toArray();
  }

  private static void print(String name, long[] nanos, long[] alone) {
    Percentiles own = new Percentiles("", nanos);
    Percentiles base = new Percentiles("", alone);
    System.out.printf(
        Locale.ROOT,
        "%-22s p50 %6.1f ms ×%.2f  p95 %6.1f ms ×%.2f%n",
        name,
        own.millis(0.5),
        own.millis(0.5) / base.millis(0.5),
        own.millis(0.95),
        own.millis(0.95) / base.millis(0.95));
  }
}
