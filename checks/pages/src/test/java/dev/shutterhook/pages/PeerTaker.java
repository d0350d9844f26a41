package dev.shutterhook.pages;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.shutterhook.core.json.Json;
import dev.shutterhook.render.FoundChromium;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Takes pages with a peer, by {@code benchmark/peers/pages.mjs} in a process of its own. */
final class PeerTaker {
  private final String peer;
  private final Path scripts;

  PeerTaker(String peer, Path scripts) {
    this.peer = peer;
    this.scripts = scripts;
  }

  /** All rows; empty for what the peer has no means for, no entry for what it left unanswered. */
  Map<String, Optional<TakenPage>> take(List<PageRow> rows, PageServer server) throws IOException {
    Path folder = Files.createTempDirectory("pages-" + peer);
    List<String> command =
        List.of("node", "pages.mjs", peer, FoundChromium.program().toString(), folder.toString());
    Process process =
        new ProcessBuilder(command)
            .directory(scripts.toFile())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try (BufferedReader in = process.inputReader()) {
      try (BufferedWriter out = process.outputWriter()) {
        for (PageRow row : rows) {
          out.write(Json.write(line(row, server)) + "\n");
        }
      }
      Map<String, Optional<TakenPage>> taken = new HashMap<>();
      for (String answer = in.readLine(); answer != null; answer = in.readLine()) {
        JsonNode json = Json.tree(answer);
        taken.put(json.path("name").asText(), read(json, folder));
      }
      return taken;
    } finally {
      process.destroy();
    }
  }

  private static ObjectNode line(PageRow row, PageServer server) {
    ObjectNode line = Json.mapper().createObjectNode();
    line.put("name", row.name());
    line.put("url", row.request().path("url").asText(server.url(row.path())));
    line.set("request", row.request());
    line.put("twice", row.expect().path("same_bytes").asBoolean());
    return line;
  }

  private static Optional<TakenPage> read(JsonNode answer, Path folder) throws IOException {
    if (answer.has("cannot")) {
      return Optional.empty();
    }
    Duration took = Duration.ofMillis(answer.path("took_ms").asLong());
    if (answer.has("error")) {
      String message = answer.path("error").asText();
      return Optional.of(new TakenPage(Map.of(), "failed", message, null, took));
    }
    Map<String, List<byte[]>> files = new HashMap<>();
    String name = answer.path("name").asText();
    for (JsonNode format : answer.path("formats")) {
      List<byte[]> all = new ArrayList<>();
      for (String number : List.of(".", ".2.")) {
        Path file = folder.resolve(name + number + format.asText());
        if (Files.exists(file)) {
          all.add(Files.readAllBytes(file));
        }
      }
      files.put(format.asText(), all);
    }
    return Optional.of(new TakenPage(files, null, "", null, took));
  }
}
