package dev.shutterhook.pages;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Takes the table with the renderer and with two peers, judges all by the same oracle, and writes
 * {@code docs/pages.md}. {@code benchmark/pages} runs it.
 */
final class PagesBesidePeers {
  private static final List<String> PEERS = List.of("puppeteer", "playwright");

  private PagesBesidePeers() {}

  /** Expects the system properties shutterhook.root and shutterhook.peers. */
  public static void main(String[] args) throws IOException {
    Path scripts = Path.of(Objects.requireNonNull(System.getProperty("shutterhook.peers")));
    List<PageRow> rows = PageRow.wanted();
    Map<String, Map<String, Judgement>> columns = new LinkedHashMap<>();
    columns.put("ours", ours(rows));
    for (String peer : PEERS) {
      columns.put(peer, peers(rows, new PeerTaker(peer, scripts)));
    }
    String report = new PagesReport(rows, columns).text();
    Path file = Path.of(System.getProperty("shutterhook.root", ".")).resolve("docs/pages.md");
    Files.writeString(file, report);
    columns.forEach(
        (who, column) -> System.out.println(who + ": " + PagesReport.share(column.values())));
  }

  private static Map<String, Judgement> ours(List<PageRow> rows) {
    try (PageServer server = PageServer.open(0);
        TableRun run = new TableRun(rows, server)) {
      Map<String, Judgement> column = new HashMap<>();
      for (PageRow row : rows) {
        column.put(row.name(), Judgement.of(Oracle.judge(row, run.taken(row), server)));
      }
      return column;
    }
  }

  private static Map<String, Judgement> peers(List<PageRow> rows, PeerTaker taker)
      throws IOException {
    try (PageServer server = PageServer.open(0)) {
      Map<String, Optional<TakenPage>> taken = taker.take(rows, server);
      Map<String, Judgement> column = new HashMap<>();
      for (PageRow row : rows) {
        column.put(row.name(), judge(row, taken, server));
      }
      return column;
    }
  }

  private static Judgement judge(
      PageRow row, Map<String, Optional<TakenPage>> taken, PageServer server) {
    if (!taken.containsKey(row.name())) {
      return Judgement.of(List.of("there was no answer"));
    }
    List<String> faults = new ArrayList<>();
    Optional<TakenPage> page = Objects.requireNonNull(taken.get(row.name()));
    if (page.isEmpty()) {
      return Judgement.CANNOT;
    }
    faults.addAll(Oracle.judge(row, page.get(), server));
    return Judgement.of(faults);
  }
}
