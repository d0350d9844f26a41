package dev.shutterhook.localcloud;

import dev.shutterhook.localcloud.template.SecretResource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Generated secrets, as Secrets Manager makes them: kept with the rest, readable by this user. */
final class Secrets {
  private static final String ALPHABET =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
  private static final String FOLDER = "secrets";

  private Secrets() {}

  /** The texts by logical id, those made that are missing. */
  static Map<String, String> ensure(List<SecretResource> secrets, Storage storage) {
    Map<String, String> texts = new HashMap<>();
    for (SecretResource secret : secrets) {
      texts.put(
          secret.logicalId(),
          switch (storage) {
            case Storage.InMemory() -> generated(secret.length());
            case Storage.OnDisk(Path folder) -> kept(folder.resolve(FOLDER), secret);
          });
    }
    return texts;
  }

  private static String kept(Path folder, SecretResource secret) {
    Path file = folder.resolve(secret.logicalId());
    try {
      if (!Files.exists(file)) {
        Files.createDirectories(folder);
        var mine = PosixFilePermissions.fromString("rw-------");
        Path fresh =
            Files.createTempFile(folder, "", "", PosixFilePermissions.asFileAttribute(mine));
        Files.writeString(fresh, generated(secret.length()));
        Files.move(fresh, file);
      }
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException("the secret " + file + " cannot be kept", e);
    }
  }

  private static String generated(int length) {
    return new SecureRandom()
        .ints(length, 0, ALPHABET.length())
        .mapToObj(i -> String.valueOf(ALPHABET.charAt(i)))
        .collect(Collectors.joining());
  }
}
