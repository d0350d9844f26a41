package dev.shutterhook.localrunner.examples;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

/** A program that runs beside a test, and the lines that it has printed. */
final class Child implements AutoCloseable {
  static final Duration MAX_WAIT = Duration.ofMinutes(2);

  private final Process process;
  private final List<String> lines = new CopyOnWriteArrayList<>();
  private final Thread reader;

  private Child(Process process) {
    this.process = process;
    this.reader = Thread.ofPlatform().daemon().name("child-" + process.pid()).start(this::read);
  }

  static Child start(Path folder, Map<String, String> environment, List<String> command)
      throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
    builder.environment().putAll(environment);
    return new Child(builder.start());
  }

  /** What it printed until its end, and how it ended. */
  record Ended(int status, List<String> lines) {
    String text() {
      return String.join("\n", lines);
    }
  }

  /** Waits for its end. */
  Ended ended() throws InterruptedException {
    if (!process.waitFor(MAX_WAIT.toSeconds(), TimeUnit.SECONDS)) {
      throw new AssertionError("it still runs: " + lines);
    }
    reader.join(MAX_WAIT);
    return new Ended(process.exitValue(), lines());
  }

  List<String> lines() {
    return List.copyOf(lines);
  }

  /** Waits for a line that begins like this, and returns what follows. */
  String announced(String beginning) {
    await()
        .atMost(MAX_WAIT)
        .failFast("it runs", () -> assertTrue(process.isAlive(), () -> "it ended: " + lines))
        .until(() -> lines.stream().anyMatch(line -> line.startsWith(beginning)));
    return lines.stream()
        .filter(line -> line.startsWith(beginning))
        .findFirst()
        .orElseThrow()
        .substring(beginning.length());
  }

  private void read() {
    try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
      out.lines().forEach(lines::add);
    } catch (IOException e) {
      lines.add("cannot be read any more: " + e);
    }
  }

  @Override
  public void close() {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
  }
}
