package dev.shutterhook.localcloud;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NativeLeftoversTest {
  private static final int MANY = 2_000;
  private static final int AT_ONCE = 4;

  @TempDir private Path folder;

  private Path library(String id) throws IOException {
    return Files.createFile(folder.resolve("sqlite-392-" + id + "-libsqlite4java.so"));
  }

  private Path old(String id) throws IOException {
    FileTime longAgo = FileTime.from(Instant.now().minus(Duration.ofHours(1)));
    return Files.setLastModifiedTime(library(id), longAgo);
  }

  @Test
  void areLeftWhereTheyAreYoungOrNone() throws IOException {
    Path young = library("young");
    Path other = Files.createFile(folder.resolve("libsqlite4java.so"));
    Files.setLastModifiedTime(other, FileTime.from(Instant.EPOCH));
    Path old = old("old");
    NativeLeftovers.remove(folder);
    assertTrue(Files.exists(young));
    assertTrue(Files.exists(other));
    assertTrue(Files.notExists(old));
  }

  @Test
  void areRemovedBySeveralWhoStartAtOnce() throws Exception {
    for (int i = 0; i < MANY; i++) {
      old(Integer.toString(i));
    }
    Callable<Void> start =
        () -> {
          NativeLeftovers.remove(folder);
          return null;
        };
    try (ExecutorService processes = Executors.newFixedThreadPool(AT_ONCE)) {
      for (Future<Void> started : processes.invokeAll(List.of(start, start, start, start))) {
        started.get();
      }
    }
    try (var left = Files.list(folder)) {
      assertEquals(0, left.count());
    }
  }
}
