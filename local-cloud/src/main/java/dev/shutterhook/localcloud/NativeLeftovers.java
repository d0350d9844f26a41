package dev.shutterhook.localcloud;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;

/**
 * DynamoDB Local unpacks its native SQLite into the temporary folder and deletes it when the JVM
 * ends; a JVM that was killed leaves it. Linux keeps a deleted library for those who have it open.
 */
final class NativeLeftovers {
  private static final String NAMES = "sqlite-*-libsqlite4java.so";

  /** A younger one may be just about to be loaded. */
  private static final Duration LEAST_AGE = Duration.ofMinutes(1);

  private NativeLeftovers() {}

  static void remove(Path temporary) throws IOException {
    Instant before = Instant.now().minus(LEAST_AGE);
    try (DirectoryStream<Path> libraries = Files.newDirectoryStream(temporary, NAMES)) {
      for (Path library : libraries) {
        removeIfOlder(library, before);
      }
    }
  }

  private static void removeIfOlder(Path library, Instant before) throws IOException {
    try {
      if (Files.getLastModifiedTime(library).toInstant().isBefore(before)) {
        Files.deleteIfExists(library);
      }
    } catch (NoSuchFileException e) {
      // Another process that starts removes the same ones.
    }
  }
}
