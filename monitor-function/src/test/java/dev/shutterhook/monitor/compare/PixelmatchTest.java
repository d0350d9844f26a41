package dev.shutterhook.monitor.compare;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.toMap;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Our counts beside those of pixelmatch, which counts.mjs has written to counts.tsv. Where Node.js
 * and npm are, pixelmatch itself is asked whether they are its own.
 */
class PixelmatchTest {
  private static final Map<String, Pair> PAIRS =
      Pair.all().stream().collect(toMap(Pair::name, Function.identity()));
  private static final long MAX_SECONDS = 120;

  /** How npm says that nobody answers. */
  private static final Pattern NOT_THERE =
      Pattern.compile("ENOTFOUND|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|EAI_AGAIN");

  record Counted(String pair, String checksum, double threshold, long count) {
    static Counted of(String line) {
      String[] words = line.split("\t", -1);
      return new Counted(
          words[0], words[1], Double.parseDouble(words[2]), Long.parseLong(words[3]));
    }
  }

  static List<Counted> recorded() throws IOException {
    return resource("counts.tsv").lines().map(Counted::of).toList();
  }

  private static String resource(String name) throws IOException {
    try (InputStream in = PixelmatchTest.class.getResourceAsStream(name)) {
      return new String(in.readAllBytes(), UTF_8);
    }
  }

  @Test
  void hasThirtyPairsAtThreeThresholds() throws IOException {
    assertEquals(30, PAIRS.size());
    assertEquals(90, recorded().stream().distinct().count());
    assertTrue(recorded().stream().mapToLong(Counted::count).distinct().count() >= 50);
  }

  @ParameterizedTest
  @MethodSource("recorded")
  void countsWhatPixelmatchCounts(Counted counted) {
    Pair pair = Objects.requireNonNull(PAIRS.get(counted.pair()));
    assertEquals(counted.checksum(), pair.checksum(), "the pair is another than was counted");
    Changes changes =
        Comparison.compare(pair.before(), pair.after(), List.of(), counted.threshold());
    assertEquals(counted.count(), changes.count());
  }

  @Test
  void askedItselfCountsTheSame(@TempDir Path folder) throws IOException, InterruptedException {
    for (String file : List.of("package.json", "counts.mjs")) {
      Files.writeString(folder.resolve(file), resource(file));
    }
    installPixelmatch(folder);
    writePairs(folder);
    Ended counted = run(folder, "node", "counts.mjs", ".");
    assertEquals(0, counted.status(), counted.text());
    // What is to be copied to the resources where pixelmatch or a pair has become another.
    Files.writeString(Path.of("target", "counts.tsv"), counted.text());
    assertEquals(resource("counts.tsv"), counted.text());
  }

  private static void installPixelmatch(Path folder) throws InterruptedException {
    Ended installed;
    try {
      installed =
          run(
              folder,
              "npm",
              "install",
              "--ignore-scripts",
              "--no-audit",
              "--no-fund",
              "--no-package-lock",
              "--loglevel=error",
              "--fetch-retries=1",
              "--fetch-retry-mintimeout=1000");
    } catch (IOException e) {
      assumeTrue(false, "Node.js is not here: " + e.getMessage());
      return;
    }
    assumeTrue(
        installed.status() == 0 || !NOT_THERE.matcher(installed.text()).find(),
        "pixelmatch cannot be installed here: " + installed.text());
    assertEquals(0, installed.status(), installed.text());
  }

  private static void writePairs(Path folder) throws IOException {
    List<String> index = new ArrayList<>();
    for (Pair pair : Pair.all()) {
      Files.write(folder.resolve(pair.name() + ".before"), Pair.rgba(pair.before()));
      Files.write(folder.resolve(pair.name() + ".after"), Pair.rgba(pair.after()));
      Picture one = pair.before();
      index.add(
          String.join("\t", pair.name(), pair.checksum(), one.width() + "", one.height() + ""));
    }
    Files.write(folder.resolve("index.tsv"), index);
  }

  private record Ended(int status, String text) {}

  private static Ended run(Path folder, String... command)
      throws IOException, InterruptedException {
    Path output = folder.resolve("output");
    Process process =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    try {
      assertTrue(process.waitFor(MAX_SECONDS, TimeUnit.SECONDS), "it still runs");
      return new Ended(process.exitValue(), Files.readString(output));
    } finally {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
  }
}
