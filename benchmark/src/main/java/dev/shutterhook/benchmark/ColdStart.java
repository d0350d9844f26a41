package dev.shutterhook.benchmark;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToLongFunction;

/**
 * From nothing to the first picture: a program begins, its browser begins, one small page is
 * captured. Ours and the peers in turn; the operating system has their files in memory.
 */
public final class ColdStart {
  private static final int RUNS = 11;

  private ColdStart() {}

  /**
   * One start, in nanoseconds.
   *
   * @param ready until the program takes orders; ours does while its browser still starts
   * @param first until the first picture, from the program's beginning
   * @param second the second picture alone
   */
  private record Start(long ready, long first, long second) {}

  /** Prints the table. */
  public static void main(String[] words) throws Exception {
    Field.rehearse();
    Map<String, List<String>> commands = Field.commands();
    Map<String, List<Start>> starts = new LinkedHashMap<>();
    commands.keySet().forEach(name -> starts.put(name, new ArrayList<>()));
    List<List<Long>> parts = new ArrayList<>();
    Path file = Files.createTempFile("shutterhook-parts", "");
    List<String> ours = new ArrayList<>(commands.getOrDefault(Field.OURS, List.of()));
    ours.add(1, "-Dshutterhook.parts=" + file);
    commands.put(Field.OURS, ours);
    try (PageServer pages = new PageServer()) {
      for (int i = 0; i < RUNS; i++) {
        for (Map.Entry<String, List<Start>> entry : starts.entrySet()) {
          List<String> command = commands.getOrDefault(entry.getKey(), List.of());
          if (command.equals(ours)) {
            Parts.start(file);
          }
          entry.getValue().add(start(entry.getKey(), command, pages));
        }
        parts.add(Parts.read(file));
      }
    }
    Files.delete(file);
    starts.forEach((name, all) -> System.out.print(row(name, all)));
    System.out.print(Field.OURS + ", " + Parts.medians(parts));
  }

  private static Start start(String name, List<String> command, PageServer pages) throws Exception {
    long began = System.nanoTime();
    try (Contender contender = Contender.start(name, command)) {
      long ready = System.nanoTime() - began;
      contender.capture(pages.fresh("simple"), false, "-").get();
      long first = System.nanoTime() - began;
      long second = contender.capture(pages.fresh("simple"), false, "-").get().toNanos();
      return new Start(ready, first, second);
    }
  }

  private static String row(String name, List<Start> starts) {
    return String.format(
        Locale.ROOT,
        "%-12s first picture p50 %7.1f ms  p95 %7.1f ms   ready %7.1f ms   second %6.1f ms%n",
        name,
        millis(starts, Start::first, 0.5),
        millis(starts, Start::first, 0.95),
        millis(starts, Start::ready, 0.5),
        millis(starts, Start::second, 0.5));
  }

  private static double millis(List<Start> starts, ToLongFunction<Start> part, double share) {
    return new Percentiles("", starts.stream().mapToLong(part).toArray()).millis(share);
  }
}
