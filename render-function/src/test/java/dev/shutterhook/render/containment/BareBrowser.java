package dev.shutterhook.render.containment;

import static org.awaitility.Awaitility.await;

import dev.shutterhook.render.containment.World.Trace;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The control: the same Chromium as anybody starts it, without our arguments and our guard. */
final class BareBrowser {
  private static final int PATIENCE_SECONDS = 30;
  private static final int END_SECONDS = 10;

  /** Workers and late frames ask after the page has said that it is through. */
  private static final Duration AFTERMATH = Duration.ofSeconds(1);

  private BareBrowser() {}

  static Trace visit(Path program, String url, AttackSite site) throws Exception {
    Path profile = Files.createTempDirectory("bare");
    List<String> command =
        List.of(
            program.toString(),
            "--headless",
            "--no-sandbox",
            "--user-data-dir=" + profile,
            // It stands in the way of all three secrets, and of nothing else.
            "--disable-features=LocalNetworkAccessChecks",
            "--remote-debugging-port=9222",
            url);
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().putAll(Map.of("HOME", profile.toString()));
    builder.redirectOutput(ProcessBuilder.Redirect.DISCARD);
    builder.redirectError(ProcessBuilder.Redirect.DISCARD);
    Process process = builder.start();
    try {
      boolean done = site.awaitDone(PATIENCE_SECONDS);
      await().pollDelay(AFTERMATH).until(() -> true);
      return new Trace(done ? "done" : "not done", Set.of(), 0);
    } finally {
      end(process);
      remove(profile);
    }
  }

  private static void end(Process process) throws InterruptedException {
    List<ProcessHandle> all =
        Stream.concat(process.descendants(), Stream.of(process.toHandle())).toList();
    all.forEach(ProcessHandle::destroyForcibly);
    var _ = process.waitFor(END_SECONDS, TimeUnit.SECONDS);
  }

  private static void remove(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    } catch (UncheckedIOException e) {
      // A helper that is still ending takes its own files away.
    }
  }
}
