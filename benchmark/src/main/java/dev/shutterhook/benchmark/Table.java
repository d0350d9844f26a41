package dev.shutterhook.benchmark;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/**
 * A scene's figures as text: absolute ones, and their ratio to the better peer, or to the bare
 * protocol where no peer takes part.
 */
final class Table {
  private static final List<String> PEERS = List.of("puppeteer", "playwright");

  private Table() {}

  static String of(Scene scene, Map<String, Tally> tallies) {
    StringBuilder text = new StringBuilder("\n" + scene.title() + "\n");
    double p50 = best(tallies, tally -> tally.millis(0.5));
    double p95 = best(tallies, tally -> tally.millis(0.95));
    double cpu = best(tallies, Tally::cpuMillis);
    double rate = 1 / best(tallies, tally -> 1 / tally.perSecond());
    tallies.forEach(
        (name, tally) ->
            text.append(
                String.format(
                    Locale.ROOT,
                    "  %-12s p50 %7.1f ms ×%.2f  p95 %7.1f ms ×%.2f  %6.2f/s ×%.2f  CPU %7.1f ms ×%.2f%n",
                    name,
                    tally.millis(0.5),
                    tally.millis(0.5) / p50,
                    tally.millis(0.95),
                    tally.millis(0.95) / p95,
                    tally.perSecond(),
                    tally.perSecond() / rate,
                    tally.cpuMillis(),
                    tally.cpuMillis() / cpu)));
    return text.toString();
  }

  private static double best(Map<String, Tally> tallies, ToDoubleFunction<Tally> figure) {
    return Stream.of(PEERS, List.of(Field.FLOOR), List.copyOf(tallies.keySet()))
        .filter(names -> names.stream().anyMatch(tallies::containsKey))
        .limit(1)
        .flatMap(names -> names.stream().map(tallies::get).filter(Objects::nonNull))
        .mapToDouble(figure)
        .min()
        .orElse(Double.NaN);
  }
}
