package dev.shutterhook.localrunner.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.shutterhook.core.egress.EgressPolicy;
import dev.shutterhook.core.json.Json;
import dev.shutterhook.core.json.MalformedJsonException;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Takes one capture and writes the file, on the suite that runs or on one of its own. */
@Command(name = "capture", description = "Takes one capture and writes the file.")
public final class CaptureCommand implements Callable<Integer> {
  /** Three tries of the longest time-out, and the waits between them. */
  private static final Duration PATIENCE = Duration.ofMinutes(8);

  @Parameters(index = "0", paramLabel = "URL", description = "The page.")
  private String url = "";

  @Option(names = "-o", paramLabel = "FILE", description = "Where to; else capture.<format>.")
  private Optional<Path> file = Optional.empty();

  @Option(names = "--full-page", description = "The whole page.")
  private boolean fullPage;

  @Option(names = "--format", defaultValue = "png", description = "png, jpeg, webp or pdf.")
  private String format = "png";

  @Option(names = "--set", paramLabel = "name=value", description = "Any other option of the API.")
  private Map<String, String> settings = Map.of();

  @Override
  public Integer call() throws IOException, InterruptedException {
    Machine machine = Machine.current();
    Optional<ApiClient> running =
        Running.announced(machine.state())
            .map(r -> new ApiClient(r.url(), r.apiKey()))
            .filter(ApiClient::healthy);
    if (running.isPresent()) {
      return capture(running.get());
    }
    System.err.println("no suite runs here: starting one for this capture");
    StackOptions options =
        new StackOptions(
            machine.root(),
            machine.chromium(),
            machine.apiKey(Optional.empty()),
            EgressPolicy.OPEN,
            Optional.empty(),
            Optional.empty(),
            0);
    Stack stack = Stack.start(options);
    Runtime.getRuntime().addShutdownHook(new Thread(stack::close));
    return capture(new ApiClient(stack.running().url(), stack.running().apiKey()));
  }

  private int capture(ApiClient api) throws IOException, InterruptedException {
    JsonNode capture = api.submit(request());
    String id = capture.path("id").asText();
    Instant deadline = Instant.now().plus(PATIENCE);
    String shown = "";
    while (true) {
      String status = capture.path("status").asText();
      if (!status.equals(shown)) {
        System.err.println(id + " " + status);
        shown = status;
      }
      if (!status.equals("queued") && !status.equals("rendering")) {
        return finish(api, capture);
      }
      if (Instant.now().isAfter(deadline)) {
        throw new IllegalStateException(id + " is still " + status + ": giving up waiting");
      }
      capture = api.await(id, shown);
    }
  }

  private int finish(ApiClient api, JsonNode capture) throws IOException, InterruptedException {
    if (!capture.path("status").asText().equals("completed")) {
      JsonNode error = capture.path("error");
      System.err.printf(
          "shutterhook: %s: %s%n", error.path("code").asText(), error.path("message").asText());
      return 1;
    }
    JsonNode artifact = capture.path("artifacts").path(0);
    Path target = file.orElseGet(() -> Path.of("capture." + artifact.path("format").asText()));
    byte[] bytes = api.download(URI.create(artifact.path("url").asText()));
    Files.write(target, bytes);
    System.out.printf(
        "%s  %,d bytes  %s×%s  %d ms%n",
        target,
        bytes.length,
        artifact.path("width").asText(),
        artifact.path("height").asText(),
        capture.path("timings").path("total_ms").asLong());
    return 0;
  }

  private ObjectNode request() {
    ObjectNode request = Json.mapper().createObjectNode();
    request.put("url", url).put("format", format);
    if (fullPage) {
      request.put("full_page", true);
    }
    settings.forEach((name, value) -> request.set(name, value(value)));
    return request;
  }

  /** A number, a flag, a list or an object where it reads as one, else a text. */
  private static JsonNode value(String text) {
    try {
      return Json.tree(text);
    } catch (MalformedJsonException e) {
      return Json.mapper().getNodeFactory().textNode(text);
    }
  }
}
