package dev.shutterhook.render.pages;

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

  private final ExecutorService threads = Executors.newFixedThreadPool(AT_A_TIME);
  private final Map<PageRow, CompletableFuture<TakenPage>> taken = new HashMap<>();
  private final OwnTaker taker;

  TableRun(List<PageRow> rows, PageServer server) {
    this.taker = new OwnTaker(server);
    for (PageRow row : rows) {
      if (!row.alone()) {
        taken.put(row, CompletableFuture.supplyAsync(() -> taker.take(row), threads));
      }
    }
  }

  /** Waits for a row, once. One that wants to be alone is taken now: it comes after the others. */
  TakenPage taken(PageRow row) {
    return row.alone() ? taker.take(row) : Objects.requireNonNull(taken.remove(row)).join();
  }

  @Override
  public void close() {
    threads.shutdownNow();
    taker.close();
  }
}
