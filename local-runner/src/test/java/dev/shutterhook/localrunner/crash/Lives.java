package dev.shutterhook.localrunner.crash;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** One process of the suite after the other, each ended at the step that was met least so far. */
final class Lives implements AutoCloseable {
  /** The next end: at a step, before, during or after its call. */
  private record End(String step, Trap.Moment moment) {}

  private final Path orders;
  private final Map<String, String> environment;
  private final PrintStream log;
  private final int ends;
  private final int calls;
  private final Random chance = new Random(6);
  private final Map<End, Integer> met = new LinkedHashMap<>();
  private volatile String address = "";
  private volatile boolean closed;
  private final AtomicInteger lives = new AtomicInteger();
  private @Nullable Process current;

  /**
   * Lives of about so many calls each; after so many ends a process lives on.
   *
   * @param calls on average
   */
  Lives(Path folder, Path orders, Map<String, String> environment, int ends, int calls)
      throws IOException {
    this.orders = orders;
    this.environment = environment;
    this.ends = ends;
    this.calls = calls;
    this.log =
        new PrintStream(
            Files.newOutputStream(folder.resolve("victims.log")), true, StandardCharsets.UTF_8);
  }

  Lives begin() {
    Thread.ofPlatform().daemon().name("lives").start(this::goOn);
    return this;
  }

  /** Where the API is now; blank where nothing lives. */
  String address() {
    return address;
  }

  /** How many processes have been ended. */
  int ended() {
    return Math.max(0, lives.get() - 1);
  }

  /** Whether all the ends are over. */
  boolean through() {
    return lives.get() > ends;
  }

  /** How often each step was the last one, by its name and moment. */
  synchronized Map<String, Integer> met() {
    Map<String, Integer> told = new TreeMap<>();
    met.forEach((end, times) -> told.put(end.step() + " " + end.moment(), times));
    return told;
  }

  private void goOn() {
    try {
      while (!closed) {
        lives.incrementAndGet();
        live(through() ? Optional.empty() : next());
      }
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The first life has no step yet: it ends anywhere. */
  private synchronized Optional<End> next() {
    List<End> all = new ArrayList<>(met.keySet());
    Collections.shuffle(all, chance);
    return Optional.of(
        all.stream()
            .min(
                Comparator.<End, Integer>comparing(end -> met.getOrDefault(end, 0))
                    .thenComparing(end -> !Step.decides(end.step())))
            .orElse(new End("none yet", Trap.Moment.AFTER)));
  }

  private void live(Optional<End> end) throws IOException, InterruptedException {
    Process process = start(end);
    synchronized (this) {
      current = process;
    }
    try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
      for (String line = out.readLine(); line != null; line = out.readLine()) {
        hear(line);
      }
    } finally {
      address = "";
    }
    process.waitFor();
    log.println("ended " + process.exitValue());
  }

  private Process start(Optional<End> end) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xshare:auto"));
    command.addAll(List.of("-Dsun.net.httpserver.nodelay=true", "-Dhttp.maxConnections=128"));
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), Victim.class.getName()));
    command.add(orders.toString());
    command.add(end.map(End::step).orElse(""));
    command.add(end.map(End::moment).orElse(Trap.Moment.AFTER).name());
    command.add(Integer.toString(calls / 4 + chance.nextInt(calls * 3 / 2)));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().putAll(environment);
    return builder.start();
  }

  private void hear(String line) {
    String[] words = line.split("\t", -1);
    switch (words[0]) {
      case "ready" -> address = words[1];
      case "step" -> meet(words[1]);
      case "crash" -> count(new End(words[1], Trap.Moment.valueOf(words[2])));
      default -> log.println(line);
    }
  }

  private synchronized void meet(String step) {
    for (Trap.Moment moment : Trap.Moment.values()) {
      met.putIfAbsent(new End(step, moment), 0);
    }
  }

  private synchronized void count(End end) {
    met.merge(end, 1, Integer::sum);
    log.println("crash at " + end);
  }

  @Override
  public void close() {
    closed = true;
    synchronized (this) {
      Objects.requireNonNull(current).destroyForcibly();
    }
    log.close();
  }
}
