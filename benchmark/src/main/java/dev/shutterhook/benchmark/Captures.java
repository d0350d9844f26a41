package dev.shutterhook.benchmark;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

/**
 * Our engine beside Puppeteer, Playwright and the bare protocol: same Chromium, same pages, in turn
 * in one run. Words: {@code quick} for few rounds, a contender's name to leave the others out, a
 * page's name to capture only that one.
 */
public final class Captures {
  private static final int ROUNDS = 12;
  private static final int QUICK_ROUNDS = 4;
  private static final int AT_ONCE = 4;

  private final List<Contender> contenders;
  private final PageServer pages;

  private Captures(List<Contender> contenders, PageServer pages) {
    this.contenders = contenders;
    this.pages = pages;
  }

  /** Prints the table. */
  public static void main(String[] words) throws Exception {
    List<String> wanted = List.of(words);
    try (PageServer pages = new PageServer();
        Field field = Field.start(wanted)) {
      Rounds rounds =
          new Rounds(field.contenders(), pages, wanted.contains("quick") ? QUICK_ROUNDS : ROUNDS);
      List<Scene> scenes =
          Scene.ALL.stream()
              .filter(scene -> Field.isWanted(wanted, Scene.PAGES, scene.page()))
              .toList();
      for (Scene scene : scenes) {
        System.out.print(Table.of(scene, rounds.of(scene)));
      }
      Captures captures = new Captures(field.contenders(), pages);
      captures.weigh();
      captures.compare(Path.of(System.getProperty("java.io.tmpdir")));
    }
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
