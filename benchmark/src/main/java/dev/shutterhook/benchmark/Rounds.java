package dev.shutterhook.benchmark;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Contenders in turn, in another order each round.
 *
 * @param contenders who take part
 * @param pages what they capture
 * @param count how many rounds, after one that does not count
 */
record Rounds(List<Contender> contenders, PageServer pages, int count) {
  private static final int CAPTURES_PER_ROUND = 8;

  /** What a contender still does after its last answer (closing a page) belongs to its round. */
  private static final Duration AFTERMATH = Duration.ofMillis(150);

  /** What each needed for a scene, by its name. */
  Map<String, Tally> of(Scene scene) throws Exception {
    List<Contender> order = new ArrayList<>(contenders);
    Map<String, Tally> tallies = new LinkedHashMap<>();
    for (Contender contender : contenders) {
      tallies.put(contender.name(), new Tally());
      round(contender, scene, new Tally());
    }
    for (int i = 0; i < count; i++) {
      for (Contender contender : order) {
        round(contender, scene, tallies.getOrDefault(contender.name(), new Tally()));
      }
      // Nobody is always the one after the heaviest.
      Collections.rotate(order, 1);
    }
    return tallies;
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
}
