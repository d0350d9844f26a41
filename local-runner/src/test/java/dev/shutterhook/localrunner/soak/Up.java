package dev.shutterhook.localrunner.soak;

import com.fasterxml.jackson.databind.JsonNode;
import dev.shutterhook.core.json.Json;
import dev.shutterhook.localrunner.endtoend.Client;
import dev.shutterhook.localrunner.endtoend.SuiteUnderTest;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** {@code up} in a process and a temporary folder of its own. */
final class Up implements AutoCloseable {
  private final Process process;
  private final JsonNode ready;

  private Up(Process process, JsonNode ready) {
    this.process = process;
    this.ready = ready;
  }

  static Up start(Path temporary, String... words) throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Dsun.net.httpserver.nodelay=true",
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                "-Djava.io.tmpdir=" + temporary,
                "-Dshutterhook.root=" + System.getProperty("shutterhook.root"),
                "-cp",
                System.getProperty("java.class.path"),
                "dev.shutterhook.localrunner.Main",
                "up",
                "--port",
                "0"));
    command.addAll(List.of(words));
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().put("SHUTTERHOOK_CHROMIUM", SuiteUnderTest.chromium());
    Process process = builder.redirectError(ProcessBuilder.Redirect.INHERIT).start();
    BufferedReader out =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    for (String line = out.readLine(); line != null; line = out.readLine()) {
      if (line.startsWith("ready ")) {
        Thread.ofPlatform().daemon().start(() -> out.lines().forEach(_ -> {}));
        return new Up(process, Json.tree(line.substring("ready ".length())));
      }
    }
    throw new AssertionError("up did not get ready");
  }

  Client client() {
    return new Client(URI.create(ready.path("url").asText()), ready.path("api_key").asText());
  }

  String secret() {
    return ready.path("webhook_secret").asText();
  }

  ProcessHandle handle() {
    return process.toHandle();
  }

  /** SIGKILL. */
  void kill() {
    process.destroyForcibly();
    process.onExit().join();
  }

  /** SIGTERM. */
  @Override
  public void close() {
    process.destroy();
    process.onExit().join();
  }

  /** What its temporary folder still holds, the JVM's own files aside. */
  static List<String> leftIn(Path temporary) throws IOException {
    try (Stream<Path> files = Files.list(temporary)) {
      return files.map(file -> String.valueOf(file.getFileName())).toList();
    }
  }
}
