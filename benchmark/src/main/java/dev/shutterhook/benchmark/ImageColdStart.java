package dev.shutterhook.benchmark;

import dev.shutterhook.localrunner.rie.EmulatedFunction;
import dev.shutterhook.localrunner.rie.LambdaStage;
import dev.shutterhook.localrunner.rie.RenderContainer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The first picture of a container of the render image, in AWS's runtime, with one processor and 2
 * GB: from the container's being up to the function's answer. Several images in turn, beside what
 * the same container needs for a picture by the bare browser, and for a JVM that only starts. Its
 * warm ones beside those of the suite on this machine, which has all processors.
 */
public final class ImageColdStart {
  private static final int RUNS = 10;
  private static final int WARM = 10;
  private static final int MEMORY_MB = 2048;
  private static final int TEMPORARY_MB = 512;
  private static final String BROWSER =
      "chromium-headless-shell --headless=new --no-sandbox --disable-gpu --disable-dev-shm-usage"
          + " --user-data-dir=/tmp/floor --screenshot=/tmp/floor.png 'data:text/html,<b>floor'"
          + " >/dev/null 2>&1; rm -r /tmp/floor";
  private static final String JVM = "java -version 2>/dev/null";

  private final Map<String, List<Long>> measured = new LinkedHashMap<>();

  private ImageColdStart() {}

  /**
   * Prints the table.
   *
   * @param words names of images
   */
  public static void main(String[] words) throws Exception {
    Path folder = Files.createTempDirectory("shutterhook-cold-start");
    ImageColdStart all = new ImageColdStart();
    try (LambdaStage stage = new LambdaStage(folder)) {
      for (int i = 0; i < RUNS; i++) {
        for (String image : words) {
          all.start(stage, image);
        }
        all.floors(stage.container(words[0], MEMORY_MB, TEMPORARY_MB), stage);
      }
    }
    LocalRender.nanos(RUNS * WARM)
        .forEach(nanos -> all.add("the suite on this machine, warm", nanos));
    all.print();
  }

  private void start(LambdaStage stage, String image) throws Exception {
    RenderContainer container = stage.container(image, MEMORY_MB, TEMPORARY_MB);
    String order = stage.event("render-order.json");
    try (EmulatedFunction function = stage.inside(container, Map.of())) {
      container.awaitUp();
      Duration before = container.processorTime();
      add(image + ", first picture", timed(() -> function.invoke(order)));
      add(image + ", its processor time", container.processorTime().minus(before).toNanos());
      for (int i = 0; i < WARM; i++) {
        add(image + ", warm", timed(() -> function.invoke(order)));
      }
    }
  }

  /** In a container whose runtime has not been started: no event has come. */
  private void floors(RenderContainer container, LambdaStage stage) throws Exception {
    try (var _ = stage.inside(container, Map.of())) {
      container.awaitUp();
      floor(container, "the bare browser's picture", BROWSER);
      floor(container, "a JVM that only starts", JVM);
    }
  }

  private void floor(RenderContainer container, String name, String script) throws Exception {
    Duration before = container.processorTime();
    long took = timed(() -> container.shell(script));
    add(name, took);
    add(name + ", its processor time", container.processorTime().minus(before).toNanos());
  }

  /** Something that takes time. */
  private interface Work {
    String run() throws IOException, InterruptedException;
  }

  private static long timed(Work work) throws IOException, InterruptedException {
    long began = System.nanoTime();
    String answer = work.run();
    long took = System.nanoTime() - began;
    if (answer.contains("error")) {
      throw new IllegalStateException(answer);
    }
    return took;
  }

  private void add(String name, long nanos) {
    measured.computeIfAbsent(name, _ -> new ArrayList<>()).add(nanos);
  }

  private void print() {
    measured.forEach(
        (name, nanos) -> {
          var all = new Percentiles(name, nanos.stream().mapToLong(Long::longValue).toArray());
          System.out.printf(
              Locale.ROOT,
              "%-52s p50 %7.0f ms   %7.0f to %7.0f%n",
              name,
              all.millis(0.5),
              all.millis(0),
              all.millis(1));
        });
  }
}
