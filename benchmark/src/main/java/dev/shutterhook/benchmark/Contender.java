package dev.shutterhook.benchmark;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A program under measurement, in a process and a control group of its own. It reads one job a line
 * and answers with one line: id, microseconds by its own clock, bytes.
 */
final class Contender implements AutoCloseable {
  private static final Duration END_TIMEOUT = Duration.ofSeconds(10);

  private final String name;
  private final Cgroup group;
  private final Process process;
  private final PrintStream jobs;
  private final BufferedReader answers;
  private final AtomicLong ids = new AtomicLong();
  private final Map<String, CompletableFuture<Duration>> asked = new ConcurrentHashMap<>();

  private Contender(String name, Cgroup group, Process process) {
    this.name = name;
    this.group = group;
    this.process = process;
    this.jobs = new PrintStream(process.getOutputStream(), true, StandardCharsets.UTF_8);
    this.answers = process.inputReader(StandardCharsets.UTF_8);
  }

  /** Starts it and waits until it says that it is ready. */
  static Contender start(String name, List<String> command) throws IOException {
    Cgroup group = Cgroup.make(name);
    Process process =
        new ProcessBuilder(group.around(command)).redirectError(Redirect.INHERIT).start();
    Contender contender = new Contender(name, group, process);
    String line = contender.answers.readLine();
    if (!"ready".equals(line)) {
      throw new IOException(name + " does not start: " + line);
    }
    Thread.ofPlatform().daemon().name("answers-of-" + name).start(contender::listen);
    return contender;
  }

  String name() {
    return name;
  }

  Cgroup group() {
    return group;
  }

  /**
   * Asks for a capture.
   *
   * @param file where the picture goes; "-" for nowhere
   */
  CompletableFuture<Duration> capture(String url, boolean fullPage, String file) {
    String id = Long.toString(ids.incrementAndGet());
    CompletableFuture<Duration> answer = new CompletableFuture<>();
    asked.put(id, answer);
    jobs.println(String.join("\t", id, url, Boolean.toString(fullPage), file));
    return answer;
  }

  private void listen() {
    try {
      for (String line = answers.readLine(); line != null; line = answers.readLine()) {
        String[] words = line.split("\t", 3);
        long micros = Long.parseLong(words[1]);
        CompletableFuture<Duration> asker = asked.remove(words[0]);
        if (asker != null && micros > 0) {
          asker.complete(Duration.ofNanos(1_000 * micros));
        } else if (asker != null) {
          asker.completeExceptionally(new IllegalStateException(name + ": " + words[2]));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      asked.values().forEach(a -> a.completeExceptionally(new IOException(name + " has ended")));
    }
  }

  @Override
  public void close() throws IOException {
    jobs.close();
    try {
      process.onExit().get(END_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException | ExecutionException e) {
      process.destroyForcibly();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    group.close();
  }
}
