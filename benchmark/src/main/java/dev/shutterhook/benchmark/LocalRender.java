package dev.shutterhook.benchmark;

import com.fasterxml.jackson.databind.JsonNode;
import dev.shutterhook.core.json.Json;
import dev.shutterhook.localcloud.Storage;
import dev.shutterhook.localrunner.lambda.FunctionInvoked;
import dev.shutterhook.localrunner.suite.Suite;
import dev.shutterhook.localrunner.suite.SuiteOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;
import jdk.jfr.consumer.RecordingStream;

/** A recorded order, one after the other, through the queue of the suite on this machine. */
final class LocalRender {
  private static final Duration APART = Duration.ofSeconds(1);
  private static final int WARM_UP = 5;

  private LocalRender() {}

  /**
   * How long RenderFunction takes for it once it is warm, in nanoseconds.
   *
   * @param times how often it is taken
   */
  static List<Long> nanos(int times) throws IOException, InterruptedException {
    Path root = Path.of(System.getProperty("shutterhook.root", "."));
    SuiteOptions options =
        new SuiteOptions(
            root.resolve("template.yaml"),
            Map.of("EgressPolicy", "open"),
            Map.of("RenderFunction.CHROMIUM", System.getProperty("shutterhook.chromium", "")),
            Storage.inMemory(),
            0);
    JsonNode event = Json.tree(Files.readString(root.resolve("events/render-order.json")));
    String order = event.path("Records").path(0).path("body").asText();
    List<Long> took = new CopyOnWriteArrayList<>();
    try (Suite suite = Suite.start(options);
        RecordingStream recording = new RecordingStream()) {
      recording.enable(FunctionInvoked.NAME);
      recording.onEvent(
          FunctionInvoked.NAME,
          invoked -> {
            if (invoked.getString("function").equals("RenderFunction")) {
              took.add(invoked.getDuration().toNanos());
            }
          });
      recording.startAsync();
      String queue = suite.cloud().queueUrl("RenderQueue");
      for (int i = 0; i < WARM_UP + times; i++) {
        suite.clients().sqs().sendMessage(send -> send.queueUrl(queue).messageBody(order));
        LockSupport.parkNanos(APART.toNanos());
      }
      recording.stop();
    }
    if (took.size() < WARM_UP + times) {
      throw new IllegalStateException("only " + took.size() + " were taken");
    }
    return List.copyOf(took.subList(WARM_UP, took.size()));
  }
}
