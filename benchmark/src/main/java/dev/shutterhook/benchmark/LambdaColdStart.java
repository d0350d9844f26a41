package dev.shutterhook.benchmark;

import dev.shutterhook.core.json.Json;
import dev.shutterhook.localrunner.rie.EmulatedFunction;
import dev.shutterhook.localrunner.rie.LambdaStage;
import dev.shutterhook.localrunner.rie.SnapshotFunction;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The first event of SubmitFunction in a fresh environment, in AWS's runtime and on one processor:
 * started by it, and restored from where a snapshot is taken. What is restored here never left the
 * memory; Lambda has to bring it back, which is not in these figures.
 */
public final class LambdaColdStart {
  private static final int RUNS = 7;
  private static final String FUNCTION = "SubmitFunction";
  private static final String EVENT = "submit-capture.json";
  private static final List<String> ONE_PROCESSOR = List.of("/usr/bin/taskset", "-c", "0");

  /** No such coordination: the hooks are never called. */
  private static final String NO_HOOKS = "-Dorg.crac.Core.Compat=none";

  private static final String STARTED = "started, as Lambda does (C1)";
  private static final String TIERED = "started, C1 and C2";
  private static final String INTERPRETED = "started, without class data sharing";
  private static final String ONE_PATH = "started, on one class path";
  private static final String CACHED = "started, on one with an AOT cache";
  private static final String RESTORED = "restored, without rehearsal";
  private static final String REHEARSED = "restored, with rehearsal";

  private LambdaColdStart() {}

  /**
   * Two events of one environment, in nanoseconds.
   *
   * @param first from what makes the environment to its first answer
   * @param second the next one alone
   */
  private record Events(long first, long second) {}

  /** Prints the table. */
  public static void main(String[] words) throws Exception {
    Path folder = Files.createTempDirectory("shutterhook-cold-start");
    Map<String, List<Events>> measured = new LinkedHashMap<>();
    try (LambdaStage stage = new LambdaStage(folder, ONE_PROCESSOR)) {
      String event = stage.event(EVENT);
      String cache = "-XX:AOTCache=" + stage.aotCache(FUNCTION, event);
      for (int i = 0; i < RUNS; i++) {
        add(measured, STARTED, started(stage, event));
        add(measured, TIERED, started(stage, event, "-XX:TieredStopAtLevel=4"));
        add(measured, INTERPRETED, started(stage, event, "-Xshare:off"));
        add(measured, ONE_PATH, timed(stage.onOnePath(FUNCTION), event));
        add(measured, CACHED, timed(stage.onOnePath(FUNCTION, cache), event));
        add(measured, RESTORED, restored(stage, event, NO_HOOKS));
        add(measured, REHEARSED, restored(stage, event));
      }
    } finally {
      delete(folder);
    }
    double floor =
        new Percentiles("", first(measured.getOrDefault(STARTED, List.of()))).millis(0.5);
    measured.forEach((name, all) -> System.out.print(row(name, all, floor)));
  }

  private static Events started(LambdaStage stage, String event, String... flags) throws Exception {
    return timed(stage.zip(FUNCTION, flags), event);
  }

  private static Events timed(EmulatedFunction function, String event) throws InterruptedException {
    try (function) {
      return timed(() -> function.invoke(event));
    }
  }

  private static Events restored(LambdaStage stage, String event, String... flags)
      throws Exception {
    try (SnapshotFunction function = stage.snapshot(FUNCTION, flags)) {
      function.api().awaitSnapshot();
      function.api().restore();
      return timed(() -> function.invoke(event));
    }
  }

  /** One event and its answer. */
  @FunctionalInterface
  private interface Invocation {
    String answer() throws InterruptedException;
  }

  private static Events timed(Invocation invocation) throws InterruptedException {
    long first = once(invocation);
    return new Events(first, once(invocation));
  }

  private static long once(Invocation invocation) throws InterruptedException {
    long began = System.nanoTime();
    String answer = invocation.answer();
    long took = System.nanoTime() - began;
    if (Json.tree(answer).path("statusCode").asInt() != 202) {
      throw new IllegalStateException("not accepted: " + answer);
    }
    return took;
  }

  private static void add(Map<String, List<Events>> all, String name, Events events) {
    all.computeIfAbsent(name, _ -> new ArrayList<>()).add(events);
  }

  private static long[] first(List<Events> all) {
    return all.stream().mapToLong(Events::first).toArray();
  }

  private static String row(String name, List<Events> all, double floor) {
    double first = new Percentiles(name, first(all)).millis(0.5);
    long[] second = all.stream().mapToLong(Events::second).toArray();
    return String.format(
        Locale.ROOT,
        "%-36s first answer p50 %7.0f ms  ×%.2f   next %6.1f ms%n",
        name,
        first,
        first / floor,
        new Percentiles(name, second).millis(0.5));
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
