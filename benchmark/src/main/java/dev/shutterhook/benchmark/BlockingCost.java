package dev.shutterhook.benchmark;

import dev.shutterhook.benchmark.RequestCorpus.Asked;
import dev.shutterhook.render.blocking.Blocklist;
import dev.shutterhook.render.blocking.Blocklists;
import dev.shutterhook.render.blocking.PageFilter;
import dev.shutterhook.render.blocking.Reason;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What it takes to open the blocking lists and to ask them about a request, and how often they say
 * the same as AdGuard's own engine does: run {@code npm install} in {@code
 * benchmark/blocking-oracle} first to have that told.
 */
public final class BlockingCost {
  private static final int REQUESTS = 2_000;
  private static final int WARM_UP = 20;
  private static final int RUNS = 50;
  private static final String ONE_PAGE = "https://www.example.co.uk/news/2026/";
  private static final int SHOWN = 25;

  private BlockingCost() {}

  /** Prints the figures. */
  public static void main(String[] words) throws Exception {
    Path root = Path.of(System.getProperty("shutterhook.root", "."));
    Path lists = root.resolve("render-function/lists");
    List<Asked> asked = new RequestCorpus(lists).take(REQUESTS);
    open();
    List<Optional<Reason>> verdicts = judge(asked);
    cost(asked);
    long blocked = verdicts.stream().filter(Optional::isPresent).count();
    System.out.printf("requests           %,d, blocked %,d%n", asked.size(), blocked);
    Path oracle = root.resolve("benchmark/blocking-oracle");
    if (Files.isDirectory(oracle.resolve("node_modules"))) {
      compare(asked, verdicts, oracleVerdicts(oracle, lists, asked));
    } else {
      System.out.println("agreement          not told: npm install in " + oracle);
    }
  }

  private static PageFilter filter() {
    Set<Blocklist> all = EnumSet.allOf(Blocklist.class);
    return new PageFilter(Blocklists.shipped(), all, Set.of(), List.of());
  }

  private static void open() {
    cpuNanos();
    long before = heap();
    long began = cpuNanos();
    Blocklists.shipped().warmUp(EnumSet.allOf(Blocklist.class));
    filter().refuses("https://example.com/a.js", "Script", "https://example.com/");
    double millis = (cpuNanos() - began) / 1e6;
    System.out.printf("open and first ask %,.1f ms of CPU, in a fresh JVM%n", millis);
    System.out.printf("heap               %,d KiB%n", (heap() - before) / 1_024);
  }

  /** Of this thread: other people's work on the machine does not count. */
  private static long cpuNanos() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }

  private static long heap() {
    System.gc();
    return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
  }

  private static List<Optional<Reason>> judge(List<Asked> asked) {
    PageFilter filter = filter();
    return asked.stream()
        .map(one -> filter.refuses(one.url(), one.type(), one.page()))
        .collect(Collectors.toCollection(ArrayList::new));
  }

  /** All on one page, as requests come: what is known of a page is worked out once. */
  private static void cost(List<Asked> asked) {
    List<Asked> onePage =
        asked.stream().map(one -> new Asked(one.url(), one.type(), ONE_PAGE)).toList();
    long[] nanos = new long[RUNS];
    for (int run = -WARM_UP; run < RUNS; run++) {
      long began = cpuNanos();
      judge(onePage);
      if (run >= 0) {
        nanos[run] = (cpuNanos() - began) / onePage.size();
      }
    }
    Percentiles spread = new Percentiles("one request", nanos);
    System.out.printf(
        "one request        p50 %,.0f ns  p99 %,.0f ns of CPU%n",
        spread.millis(0.5) * 1e6, spread.millis(0.99) * 1e6);
  }

  private static List<String> oracleVerdicts(Path oracle, Path lists, List<Asked> asked)
      throws IOException, InterruptedException {
    Path corpus = Files.createTempFile("requests", ".tsv");
    Path answers = Files.createTempFile("verdicts", ".txt");
    try {
      Files.write(corpus, asked.stream().map(Asked::line).toList());
      List<String> command =
          List.of("node", oracle.resolve("judge.mjs").toString(), lists.toString(), corpus + "");
      Process process =
          new ProcessBuilder(command)
              .redirectOutput(answers.toFile())
              .redirectError(ProcessBuilder.Redirect.INHERIT)
              .start();
      if (process.waitFor() != 0) {
        throw new IOException("the oracle failed");
      }
      return Files.readAllLines(answers);
    } finally {
      Files.delete(corpus);
      Files.delete(answers);
    }
  }

  private static void compare(List<Asked> asked, List<Optional<Reason>> ours, List<String> theirs) {
    int agreed = 0;
    int shown = 0;
    for (int i = 0; i < asked.size(); i++) {
      if (ours.get(i).isPresent() != theirs.get(i).isEmpty()) {
        agreed++;
      } else if (shown++ < SHOWN) {
        String rule = theirs.get(i);
        String start = rule.substring(0, Math.min(rule.length(), 160));
        System.out.printf("  %s%n    ours %s, theirs %s%n", asked.get(i), ours.get(i), start);
      }
    }
    System.out.printf("agreement          %.2f %%%n", 100.0 * agreed / asked.size());
  }
}
