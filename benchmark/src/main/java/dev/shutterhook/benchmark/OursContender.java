package dev.shutterhook.benchmark;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.shutterhook.core.egress.EgressGuard;
import dev.shutterhook.core.egress.EgressLimits;
import dev.shutterhook.core.egress.EgressPolicy;
import dev.shutterhook.core.json.Json;
import dev.shutterhook.core.options.CaptureOptions;
import dev.shutterhook.core.request.Fields;
import dev.shutterhook.render.browser.BrowserSupervisor;
import dev.shutterhook.render.browser.Chromium;
import dev.shutterhook.render.page.Contained;
import dev.shutterhook.render.page.Picture;
import dev.shutterhook.render.page.Shot;
import dev.shutterhook.render.page.Studio;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Our engine as RenderFunction puts it together, behind the contenders' lines. */
public final class OursContender {
  private static final int MAX_AT_ONCE = 8;

  private OursContender() {}

  /** Serves until its input ends. */
  public static void main(String[] words) throws IOException {
    Parts parts = Parts.begin();
    try (Studio studio = studio(Path.of(words[0]), parts);
        ExecutorService hands = Executors.newFixedThreadPool(MAX_AT_ONCE);
        BufferedReader jobs =
            new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
      studio.warmUp();
      System.out.println("ready");
      for (String line = jobs.readLine(); line != null; line = jobs.readLine()) {
        String[] job = line.split("\t", 4);
        hands.execute(() -> System.out.println(answerAlways(studio, parts, job)));
      }
    }
  }

  private static Studio studio(Path program, Parts parts) {
    return new Studio(
        new BrowserSupervisor<>(parts.timed(Contained.launcher(Chromium.launcher(program)))),
        new EgressGuard(EgressPolicy.OPEN, EgressLimits.DEFAULTS, refusal -> {}));
  }

  /** A fault that nobody is told of would make the driver wait for ever. */
  private static String answerAlways(Studio studio, Parts parts, String[] job) {
    try {
      return answer(studio, parts, job);
    } catch (RuntimeException e) {
      return job[0] + "\t0\t" + e;
    }
  }

  private static String answer(Studio studio, Parts parts, String[] job) {
    CaptureOptions options = options(job[1], Boolean.parseBoolean(job[2]));
    long began = System.nanoTime();
    Shot shot = studio.take("benchmark-" + job[0], options);
    long micros = Duration.ofNanos(System.nanoTime() - began).toNanos() / 1_000;
    return switch (shot) {
      case Shot.Taken taken -> {
        parts.taken(began, taken);
        yield told(job, micros, taken.pictures().getFirst());
      }
      case Shot.Missed missed -> job[0] + "\t0\t" + missed.failure();
    };
  }

  private static String told(String[] job, long micros, Picture picture) {
    try {
      if (!job[3].equals("-")) {
        Files.write(Path.of(job[3]), picture.bytes());
      }
      return job[0] + "\t" + micros + "\t" + picture.bytes().length;
    } catch (IOException e) {
      return job[0] + "\t0\t" + e;
    }
  }

  private static CaptureOptions options(String url, boolean fullPage) {
    ObjectNode request = Json.mapper().createObjectNode().put("url", url);
    request.put("full_page", fullPage);
    return Objects.requireNonNull(CaptureOptions.read(new Fields(request)));
  }
}
