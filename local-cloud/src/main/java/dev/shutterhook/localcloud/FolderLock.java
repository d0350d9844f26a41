package dev.shutterhook.localcloud;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * One process at a time uses a folder, and one JVM one folder at a time, because ElasticMQ holds
 * its database in a static field. The system frees the lock when the process dies.
 */
final class FolderLock implements AutoCloseable {
  private static final AtomicReference<@Nullable Path> IN_USE = new AtomicReference<>();

  private final FileChannel channel;

  private FolderLock(FileChannel channel) {
    this.channel = channel;
  }

  static FolderLock take(Path folder) {
    if (!IN_USE.compareAndSet(null, folder)) {
      throw new LocalCloudException(
          "this JVM already keeps a local cloud in " + IN_USE.get() + "; close it first");
    }
    try {
      return new FolderLock(lock(folder));
    } catch (IOException e) {
      IN_USE.set(null);
      throw new UncheckedIOException("cannot lock the folder " + folder, e);
    } catch (RuntimeException e) {
      IN_USE.set(null);
      throw e;
    }
  }

  private static FileChannel lock(Path folder) throws IOException {
    Files.createDirectories(folder);
    FileChannel channel =
        FileChannel.open(
            folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    try {
      if (channel.tryLock() != null) {
        return channel;
      }
    } catch (OverlappingFileLockException e) {
      channel.close();
      throw new LocalCloudException("this JVM holds the folder " + folder + " already", e);
    }
    channel.close();
    throw new LocalCloudException(
        "another process uses the folder " + folder + "; end it, or choose another folder");
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot free the folder's lock", e);
    } finally {
      IN_USE.set(null);
    }
  }
}
