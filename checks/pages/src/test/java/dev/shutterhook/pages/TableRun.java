package dev.shutterhook.pages;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Takes all rows in the background with one browser, several at a time. */
final class TableRun implements AutoCloseable {
  /** More of them wait for each other on two cores. */
  private static final int AT_A_TIME = 3;

  /** Pictures are large: once given, they are not kept. */
  private static final CompletableFuture<TakenPage> GIVEN =
      CompletableFuture.failedFuture(new IllegalStateException("it was given already"));

  private final ExecutorService threads = Executors.newFixedThreadPool(AT_A_TIME);
  private final Map<PageRow, CompletableFuture<TakenPage>> taken = new HashMap<>();
  private final List<PageRow> rows;
  private final OwnTaker taker;

  TableRun(List<PageRow> rows, PageServer server) {
    this.rows = rows.stream().filter(row -> !row.alone()).toList();
    this.taker = new OwnTaker(server);
  }

  /**
   * Waits for a row, once; the first wait sets all of them going. A row that wants to be alone is
   * taken when it is asked for, which is after the others.
   */
  TakenPage taken(PageRow row) {
    if (row.alone()) {
      return taker.take(row);
    }
    if (taken.isEmpty()) {
      rows.forEach(r -> taken.put(r, CompletableFuture.supplyAsync(() -> taker.take(r), threads)));
    }
    return Objects.requireNonNull(taken.put(row, GIVEN)).join();
  }

  @Override
  public void close() {
    threads.shutdownNow();
    taker.close();
  }
}
