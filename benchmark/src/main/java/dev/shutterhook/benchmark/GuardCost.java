package dev.shutterhook.benchmark;

import dev.shutterhook.core.egress.EgressGuard;
import dev.shutterhook.core.egress.EgressLimits;
import dev.shutterhook.core.egress.EgressPolicy;
import dev.shutterhook.core.egress.EgressSession;
import java.io.IOException;
import java.io.InputStream;
import java.net.ProxySelector;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What the egress guard costs: the bare protocol with the guard in front of Chromium beside the
 * same without, and {@value PageServer#HEAVY_MEGABYTES} MB as one answer, with and without. The
 * word {@code quick} makes few rounds.
 */
public final class GuardCost {
  private static final int ROUNDS = 12;
  private static final int QUICK_ROUNDS = 4;
  private static final int DOWNLOADS = 11;

  private static final List<Scene> SCENES =
      List.of(
          new Scene("simple", false, 1),
          new Scene("cards", false, 1),
          new Scene("heavy", false, 1),
          new Scene("simple", false, 4),
          new Scene("cards", false, 4));

  private GuardCost() {}

  /** Prints the table. */
  public static void main(String[] words) throws Exception {
    int rounds = List.of(words).contains("quick") ? QUICK_ROUNDS : ROUNDS;
    try (PageServer pages = new PageServer();
        Field field = Field.guardedAndNot()) {
      Rounds all = new Rounds(field.contenders(), pages, rounds);
      for (Scene scene : SCENES) {
        System.out.print(Table.of(scene, all.of(scene)));
      }
      downloads(pages);
    }
  }

  private static void downloads(PageServer pages) throws Exception {
    Map<String, List<Long>> nanos = new LinkedHashMap<>();
    try (HttpClient direct = HttpClient.newHttpClient()) {
      for (int i = 0; i < DOWNLOADS; i++) {
        nanos.computeIfAbsent("direct", n -> new ArrayList<>()).add(time(direct, pages));
        nanos.computeIfAbsent(Field.GUARDED, n -> new ArrayList<>()).add(guarded(pages));
      }
    }
    System.out.printf("%n%d MB as one answer%n", PageServer.HEAVY_MEGABYTES);
    for (Map.Entry<String, List<Long>> entry : nanos.entrySet()) {
      long[] times = entry.getValue().stream().mapToLong(Long::longValue).toArray();
      double millis = new Percentiles("", times).millis(0.5);
      System.out.printf(
          "  %-12s p50 %7.1f ms  %7.1f MB/s%n",
          entry.getKey(), millis, PageServer.HEAVY_MEGABYTES / millis * 1_000);
    }
  }

  /** By a session of its own, as each capture has one. */
  private static long guarded(PageServer pages) throws Exception {
    try (EgressGuard guard =
            new EgressGuard(EgressPolicy.OPEN, EgressLimits.DEFAULTS, refusal -> {});
        EgressSession session = guard.open("benchmark");
        HttpClient client =
            HttpClient.newBuilder().proxy(ProxySelector.of(session.proxyAddress())).build()) {
      return time(client, pages);
    }
  }

  private static long time(HttpClient client, PageServer pages)
      throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(pages.plain("heavy.bin")))
            .timeout(Duration.ofMinutes(1))
            .build();
    long began = System.nanoTime();
    try (InputStream body =
        client.send(request, HttpResponse.BodyHandlers.ofInputStream()).body()) {
      byte[] buffer = new byte[64 << 10];
      long left = (long) PageServer.HEAVY_MEGABYTES << 20;
      for (int read = body.read(buffer); read >= 0; read = body.read(buffer)) {
        left -= read;
      }
      if (left != 0) {
        throw new IOException(left + " bytes are missing");
      }
    }
    return System.nanoTime() - began;
  }
}
