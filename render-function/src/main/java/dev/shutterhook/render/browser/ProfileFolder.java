package dev.shutterhook.render.browser;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The only place on disk that a browser writes to, named after the JVM that made it: a JVM that was
 * killed leaves its folder behind, and the next one removes it.
 *
 * @param path the folder, for its owner alone
 */
record ProfileFolder(Path path) implements AutoCloseable {
  /**
   * Short: full Chromium makes a folder with a socket in it, and a socket's path has 107 characters
   * at most (unix(7)). With longer names it did not start.
   */
  private static final String PREFIX = "shutterhook.";

  private static final Pattern NAME = Pattern.compile("shutterhook\\.(\\d+)\\.([0-9a-z]+)\\..+");

  /** A process that is still ending may add a file while the folder is being removed. */
  private static final int MAX_REMOVALS = 5;

  static ProfileFolder create(Path parent) {
    ProcessHandle self = ProcessHandle.current();
    String prefix = PREFIX + self.pid() + "." + start(self) + ".";
    try {
      return new ProfileFolder(Files.createTempDirectory(parent, prefix));
    } catch (IOException e) {
      throw new UncheckedIOException("no profile folder can be made in " + parent, e);
    }
  }

  /** Removes the folders of JVMs that are no more. */
  static void removeStale(Path parent) {
    try (Stream<Path> folders = Files.list(parent)) {
      List<Path> stale = folders.filter(ProfileFolder::isStale).toList();
      stale.forEach(path -> new ProfileFolder(path).close());
    } catch (IOException e) {
      throw new UncheckedIOException("cannot list " + parent, e);
    }
  }

  /** Removes it; what cannot be removed now is stale later. */
  @Override
  public void close() {
    for (int i = 0; i < MAX_REMOVALS && Files.exists(path); i++) {
      try {
        Files.walkFileTree(path, new Removal());
      } catch (IOException e) {
        // Somebody still writes here: once more.
      }
    }
  }

  private static boolean isStale(Path folder) {
    Matcher name = NAME.matcher(folder.getFileName().toString());
    if (!name.matches()) {
      return false;
    }
    return ProcessHandle.of(Long.parseLong(name.group(1)))
        .filter(process -> start(process).equals(name.group(2)))
        .isEmpty();
  }

  private static String start(ProcessHandle process) {
    long millis = process.info().startInstant().map(Instant::toEpochMilli).orElse(0L);
    return Long.toString(millis, Character.MAX_RADIX);
  }

  private static final class Removal extends SimpleFileVisitor<Path> {
    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
      Files.deleteIfExists(file);
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
      if (e instanceof NoSuchFileException) {
        return FileVisitResult.CONTINUE;
      }
      throw e;
    }

    @Override
    public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException e)
        throws IOException {
      Files.deleteIfExists(folder);
      return FileVisitResult.CONTINUE;
    }
  }
}
