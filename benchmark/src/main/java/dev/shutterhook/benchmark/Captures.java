package dev.shutterhook.benchmark;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;

/**
 * Our engine beside Puppeteer, Playwright and the bare protocol: same Chromium, same pages, in turn
 * in one run. Words: {@code quick} for few rounds, a contender's name to leave the others out, a
 * page's name to capture only that one.
 */
public final class Captures {
  private static final int ROUNDS = 12;
  private static final int QUICK_ROUNDS = 4;
  private static final int CAPTURES_PER_ROUND = 8;
  private static final int AT_ONCE = 4;

  /** What a contender still does after its last answer (closing a page) belongs to its round. */
  private static final Duration AFTERMATH = Duration.ofMillis(150);

  private final List<Contender> contenders;
  private final PageServer pages;
  private final int rounds;
  private final Map<Scene, Map<String, Tally>> tallies = new LinkedHashMap<>();

  private Captures(List<Contender> contenders, PageServer pages, int rounds) {
    this.contenders = contenders;
    this.pages = pages;
    this.rounds = rounds;
  }

  /** Prints the table. */
  public static void main(String[] words) throws Exception {
    List<String> wanted = List.of(words);
    try (PageServer pages = new PageServer();
        Field field = Field.start(wanted)) {
      int rounds = wanted.contains("quick") ? QUICK_ROUNDS : ROUNDS;
      Captures captures = new Captures(field.contenders(), pages, rounds);
      List<Scene> scenes =
          Scene.ALL.stream()
              .filter(scene -> Field.isWanted(wanted, Scene.PAGES, scene.page()))
              .toList();
      for (Scene scene : scenes) {
        captures.measure(scene);
        System.out.print(Table.of(scene, captures.tallies.getOrDefault(scene, Map.of())));
      }
      captures.weigh();
      captures.compare(Path.of(System.getProperty("java.io.tmpdir")));
    }
  }

  private void measure(Scene scene) throws Exception {
    List<Contender> order = new ArrayList<>(contenders);
    Map<String, Tally> scores = new LinkedHashMap<>();
    for (Contender contender : contenders) {
      scores.put(contender.name(), new Tally());
      round(contender, scene, new Tally());
    }
    tallies.put(scene, scores);
    for (int i = 0; i < rounds; i++) {
      for (Contender contender : order) {
        round(contender, scene, scores.getOrDefault(contender.name(), new Tally()));
      }
      // Nobody is always the one after the heaviest.
      Collections.rotate(order, 1);
    }
  }

  private void round(Contender contender, Scene scene, Tally tally) throws Exception {
    Duration cpuBefore = contender.group().cpu();
    long began = System.nanoTime();
    List<Duration> latencies = new ArrayList<>();
    Callable<Duration> capture =
        () -> contender.capture(pages.fresh(scene.page()), scene.fullPage(), "-").get();
    try (ExecutorService clients = Executors.newFixedThreadPool(scene.atOnce())) {
      for (Future<Duration> done :
          clients.invokeAll(Collections.nCopies(CAPTURES_PER_ROUND, capture))) {
        latencies.add(done.get());
      }
    }
    Duration wall = Duration.ofNanos(System.nanoTime() - began);
    Thread.sleep(AFTERMATH);
    tally.add(latencies, contender.group().cpu().minus(cpuBefore), wall);
  }

  /** Memory while four full pages are under way, apart from the rounds: looking costs time. */
  private void weigh() throws Exception {
    for (Contender contender : contenders) {
      CompletableFuture<Void> all =
          CompletableFuture.allOf(
              Stream.generate(() -> contender.capture(pages.fresh("cards"), true, "-"))
                  .limit(AT_ONCE)
                  .toArray(CompletableFuture[]::new));
      long most = 0;
      do {
        most = Math.max(most, contender.group().memoryBytes());
      } while (!all.isDone());
      System.out.printf("%-12s %5d MB at most with four at a time%n", contender.name(), most >> 20);
    }
  }

  private void compare(Path folder) throws Exception {
    for (String page : List.of("simple-textless", "cards-textless", "tall-textless")) {
      boolean fullPage = page.startsWith("tall");
      Map<String, Path> pictures = new LinkedHashMap<>();
      for (String time : List.of("", " again")) {
        for (Contender contender : contenders) {
          String name = contender.name() + time;
          Path file = folder.resolve("shutterhook-" + name.replace(' ', '-') + "-" + page + ".png");
          contender.capture(pages.fresh(page), fullPage, file.toString()).get();
          pictures.put(name, file);
        }
      }
      System.out.println(page + ": " + PixelDifference.among(pictures));
    }
  }
}
