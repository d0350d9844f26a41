package dev.shutterhook.benchmark;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Other programs that compare pictures, at the versions of peers/package.json. */
final class ComparePeers implements AutoCloseable {
  /** A line of bash's {@code times}. */
  private static final Pattern TIMES = Pattern.compile("(\\d+)m([\\d.]+)s");

  private static final String ODIFF =
      "for ((i = 0; i < $3; i++)); do $1/node_modules/.bin/odiff --antialiasing --threshold=0.1"
          + " --parsable-stdout $2/before.png $2/after.png; done; times";

  private final Path folder;
  private final Process node;
  private final PrintStream jobs;
  private final BufferedReader answers;

  /** Starts pixelmatch under Node.js, where npm has put it. */
  ComparePeers(Path folder) throws IOException {
    this.folder = folder;
    this.node = started(List.of("node", folder.resolve("compare.mjs").toString()));
    this.jobs = new PrintStream(node.getOutputStream(), true, StandardCharsets.UTF_8);
    this.answers = node.inputReader(StandardCharsets.UTF_8);
  }

  private static Process started(List<String> command) throws IOException {
    return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
  }

  Compared pixelmatch(String kind, Path pair, int times) throws IOException {
    jobs.println(String.join("\t", kind, pair.toString(), Integer.toString(times)));
    String answer = answers.readLine();
    if (answer == null) {
      throw new IOException("pixelmatch has ended");
    }
    String[] words = answer.split("\t", -1);
    return new Compared(
        Double.parseDouble(words[1]) / 1_000,
        Double.parseDouble(words[0]) / 1_000,
        Long.parseLong(words[2]));
  }

  /** A process a picture, as it is used. */
  Compared odiff(Path pair, int times) throws IOException {
    long began = System.nanoTime();
    Process bash =
        started(
            List.of(
                "bash",
                "-c",
                ODIFF,
                "odiff",
                folder + "",
                pair.toString(),
                Integer.toString(times)));
    List<String> lines = bash.inputReader(StandardCharsets.UTF_8).lines().toList();
    double millis = (System.nanoTime() - began) / 1e6;
    double seconds =
        TIMES.matcher(lines.getLast()).results().mapToDouble(ComparePeers::seconds).sum();
    String counted = lines.getFirst().split(";", -1)[0];
    return new Compared(millis / times, 1_000 * seconds / times, Long.parseLong(counted));
  }

  private static double seconds(MatchResult time) {
    return 60 * Double.parseDouble(time.group(1)) + Double.parseDouble(time.group(2));
  }

  @Override
  public void close() {
    jobs.close();
    node.destroy();
  }
}
