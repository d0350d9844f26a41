package dev.shutterhook.localrunner.rie;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * A function's runtime, started as for a snapshot and held there by a {@link RuntimeApi}. Closing
 * it ends the program.
 */
public final class SnapshotFunction implements AutoCloseable {
  private final Process process;
  private final RuntimeApi api;
  private final Path log;

  private SnapshotFunction(Process process, RuntimeApi api, Path log) {
    this.process = process;
    this.api = api;
    this.log = log;
  }

  static SnapshotFunction start(
      List<String> command, Map<String, String> environment, Path task, Path log)
      throws IOException {
    RuntimeApi api = new RuntimeApi();
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().clear();
    builder.environment().putAll(environment);
    builder.environment().remove("AWS_ACCESS_KEY_ID");
    builder.environment().remove("AWS_SECRET_ACCESS_KEY");
    builder.environment().putAll(api.variables());
    builder.directory(task.toFile()).redirectErrorStream(true).redirectOutput(log.toFile());
    return new SnapshotFunction(builder.start(), api, log);
  }

  /** Lambda's side of it. */
  public RuntimeApi api() {
    return api;
  }

  /** What the restored function answers to an event. */
  public String invoke(String event) throws InterruptedException {
    return api.invoke(event).orElseThrow(() -> new AssertionError("no answer: " + log()));
  }

  /** What the program has written so far. */
  public String log() {
    try {
      return Files.readString(log);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Lets the program end by itself, with all that it does then. */
  public void end() {
    process.destroy();
    process.onExit().join();
  }

  @Override
  public void close() {
    api.close();
    process.destroyForcibly();
    process.onExit().join();
  }
}
