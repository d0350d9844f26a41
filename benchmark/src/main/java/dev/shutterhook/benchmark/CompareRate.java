package dev.shutterhook.benchmark;

import dev.shutterhook.monitor.compare.Comparison;
import dev.shutterhook.monitor.compare.Picture;
import dev.shutterhook.monitor.compare.Pictures;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.LongSupplier;
import java.util.function.ToDoubleFunction;

/**
 * How long two pictures of 1280 × 4000 take to be compared, beside pixelmatch and odiff: from
 * pixels in memory, and from PNGs. By the clock, of which the ratio is, and in CPU time of the
 * whole program: ours uses every processor that there is. In rounds, one contender after the other.
 */
public final class CompareRate {
  private static final int ROUNDS = 5;

  /** Of the rounds, the first: compilers are at work in them. */
  private static final int WARM_UP = 2;

  private static final int RAW_TIMES = 20;
  private static final int WHOLE_TIMES = 4;
  private static final double THRESHOLD = 0.1;

  private CompareRate() {}

  /** Prints the tables. */
  public static void main(String[] words) throws Exception {
    Path root = Path.of(System.getProperty("shutterhook.root", "."));
    Path pictures = root.resolve("benchmark/target/pictures");
    Map<PagePair, Path> pairs = new EnumMap<>(PagePair.class);
    for (PagePair pair : PagePair.values()) {
      pairs.put(pair, pair.write(pictures));
    }
    try (ComparePeers peers = new ComparePeers(Path.of(System.getProperty("shutterhook.peers")))) {
      for (Map.Entry<PagePair, Path> pair : pairs.entrySet()) {
        System.out.println("\n" + pair.getKey().title());
        compare(pair.getValue(), peers);
      }
    }
  }

  private static void compare(Path folder, ComparePeers peers) throws Exception {
    byte[] before = Files.readAllBytes(folder.resolve("before.png"));
    byte[] after = Files.readAllBytes(folder.resolve("after.png"));
    Picture one = read(before);
    Picture other = read(after);
    List<Compared> ours = new ArrayList<>();
    List<Compared> pixelmatch = new ArrayList<>();
    List<Compared> oursWhole = new ArrayList<>();
    List<Compared> pixelmatchWhole = new ArrayList<>();
    List<Compared> odiff = new ArrayList<>();
    for (int round = 0; round < ROUNDS; round++) {
      ours.add(measured(RAW_TIMES, () -> count(one, other)));
      pixelmatch.add(peers.pixelmatch("raw", folder, RAW_TIMES));
      oursWhole.add(measured(WHOLE_TIMES, () -> count(read(before), read(after))));
      pixelmatchWhole.add(peers.pixelmatch("whole", folder, WHOLE_TIMES));
      odiff.add(peers.odiff(folder, WHOLE_TIMES));
    }
    print("pixels, ours", ours, pixelmatch);
    print("pixels, pixelmatch", pixelmatch, pixelmatch);
    print("PNGs, ours", oursWhole, pixelmatchWhole);
    print("PNGs, pixelmatch", pixelmatchWhole, pixelmatchWhole);
    print("PNGs, odiff", odiff, pixelmatchWhole);
  }

  private static Compared measured(int times, LongSupplier count) {
    long cpu = programNanos();
    long began = System.nanoTime();
    long counted = 0;
    for (int i = 0; i < times; i++) {
      counted = count.getAsLong();
    }
    double millis = (System.nanoTime() - began) / 1e6;
    return new Compared(millis / times, (programNanos() - cpu) / 1e6 / times, counted);
  }

  private static long programNanos() {
    return ProcessHandle.current().info().totalCpuDuration().orElseThrow().toNanos();
  }

  private static long count(Picture one, Picture other) {
    return Comparison.compare(one, other, List.of(), THRESHOLD).count();
  }

  private static Picture read(byte[] png) {
    try {
      return ((Pictures.Read) Pictures.read(new ByteArrayInputStream(png))).picture();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void print(String name, List<Compared> rounds, List<Compared> peer) {
    System.out.printf(
        Locale.ROOT,
        "  %-20s %8.2f ms  %7.1f per second  ×%.2f  %8.2f ms of CPU  %,d pixels%n",
        name,
        median(rounds, Compared::millis),
        1_000 / median(rounds, Compared::millis),
        median(peer, Compared::millis) / median(rounds, Compared::millis),
        median(rounds, Compared::cpuMillis),
        rounds.getLast().count());
  }

  private static double median(List<Compared> rounds, ToDoubleFunction<Compared> figure) {
    List<Compared> warm = rounds.subList(WARM_UP, rounds.size());
    return warm.stream().mapToDouble(figure).sorted().toArray()[warm.size() / 2];
  }
}
