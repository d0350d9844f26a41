package dev.shutterhook.localrunner.command;

import dev.shutterhook.core.account.ApiKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Map;
import java.util.Optional;

/**
 * What the launcher found on this machine and hands over.
 *
 * @param root the repository's top ({@code shutterhook.root})
 * @param state a folder for what outlives a run ({@code .shutterhook} in it)
 * @param environment the terminal's variables
 */
record Machine(Path root, Path state, Map<String, String> environment) {
  private static final String KEY_FILE = "api-key";

  static Machine current() {
    Path root = Path.of(System.getProperty("shutterhook.root", "")).toAbsolutePath();
    return new Machine(root, root.resolve(".shutterhook"), System.getenv());
  }

  /**
   * The browser's program.
   *
   * @throws IllegalStateException where the launcher named none
   */
  String chromium() {
    return Optional.ofNullable(environment.get("SHUTTERHOOK_CHROMIUM"))
        .orElseThrow(
            () -> new IllegalStateException("no Chromium: set SHUTTERHOOK_CHROMIUM to its path"));
  }

  /** The key that the terminal chose, or the one kept with the data, or a fresh one. */
  String apiKey(Optional<Path> data) throws IOException {
    String chosen = environment.get("SHUTTERHOOK_API_KEY");
    if (chosen != null && !chosen.isBlank()) {
      return chosen;
    }
    if (data.isEmpty()) {
      return ApiKey.random(new SecureRandom()).text();
    }
    Path file = data.get().resolve(KEY_FILE);
    if (!Files.exists(file)) {
      Files.createDirectories(data.get());
      Files.createFile(
          file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      Files.writeString(file, ApiKey.random(new SecureRandom()).text());
    }
    return Files.readString(file).strip();
  }
}
