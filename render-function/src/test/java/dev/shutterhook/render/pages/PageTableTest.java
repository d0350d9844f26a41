package dev.shutterhook.render.pages;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every page of the table is taken as its row says. Real: Chromium, the guard (open), the pages on
 * loopback. Double: nothing. One row alone: {@code -Dpages=405} or {@code -Dpages=405,51}.
 */
class PageTableTest {
  /** More of them wait for each other on two cores. */
  private static final int AT_A_TIME = 3;

  private static final Map<PageRow, CompletableFuture<TakenPage>> TAKEN = new LinkedHashMap<>();

  private static PageServer server;
  private static OwnTaker taker;
  private static ExecutorService threads;

  @BeforeAll
  static void takeThemAll() {
    server = PageServer.open(0);
    taker = new OwnTaker(server);
    threads = Executors.newFixedThreadPool(AT_A_TIME);
    for (PageRow row : rows().filter(row -> !row.alone()).toList()) {
      TAKEN.put(row, CompletableFuture.supplyAsync(() -> taker.take(row), threads));
    }
  }

  @AfterAll
  static void close() {
    threads.shutdownNow();
    taker.close();
    server.close();
  }

  /** Rows that need the machine for themselves come when the others are done. */
  static Stream<PageRow> rows() {
    List<String> wanted = List.of(System.getProperty("pages", "").split(","));
    return PageRow.all().stream()
        .filter(row -> wanted.stream().anyMatch(row.name()::startsWith))
        .sorted((a, b) -> Boolean.compare(a.alone(), b.alone()));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("rows")
  void isTakenRight(PageRow row) {
    TakenPage taken =
        row.alone() ? taker.take(row) : Objects.requireNonNull(TAKEN.remove(row)).join();
    assertEquals(List.of(), Oracle.judge(row, taken, server), row.name());
  }
}
