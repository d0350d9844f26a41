package dev.shutterhook.localrunner.command;

import dev.shutterhook.core.json.Json;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.Set;

/**
 * A suite that runs on this machine, as {@code up} says it and {@code capture} finds it.
 *
 * @param url where captures are posted
 * @param apiKey its key
 * @param webhookSecret the secret of its webhooks
 * @param accounts where {@code key} finds its keys
 */
public record Running(URI url, String apiKey, String webhookSecret, Accounts accounts) {
  private static final String FILE = "running.json";

  /**
   * The table of keys.
   *
   * @param dynamoDb where it is served
   * @param table its name
   */
  public record Accounts(URI dynamoDb, String table) {}

  private record Ready(URI url, String apiKey, String webhookSecret) {}

  /** The line that {@code up} prints when it can take captures. */
  String ready() {
    return "ready " + Json.write(new Ready(url, apiKey, webhookSecret));
  }

  /** Leaves word for {@code capture}, readable by this user only. */
  void announce(Path folder) throws IOException {
    Files.createDirectories(folder);
    Path file = folder.resolve(FILE);
    Files.deleteIfExists(file);
    var mine = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
    try (var channel =
        Files.newByteChannel(
            file, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), mine)) {
      channel.write(StandardCharsets.UTF_8.encode(Json.write(this)));
    }
  }

  /** The suite that left word, whether or not it still runs. */
  static Optional<Running> announced(Path folder) {
    Path file = folder.resolve(FILE);
    try {
      return Files.exists(file)
          ? Optional.of(Json.read(Files.readString(file), Running.class))
          : Optional.empty();
    } catch (IOException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** Takes the word back, where it is still this suite's. */
  void withdraw(Path folder) {
    try {
      if (announced(folder).filter(this::equals).isPresent()) {
        Files.deleteIfExists(folder.resolve(FILE));
      }
    } catch (IOException e) {
      // The next one to read it finds that nobody answers.
    }
  }

  /** Never the secrets. */
  @Override
  public String toString() {
    return "Running[" + url + "]";
  }
}
