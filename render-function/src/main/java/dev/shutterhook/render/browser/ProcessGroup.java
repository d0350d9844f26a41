package dev.shutterhook.render.browser;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A program in a process group of its own, speaking the DevTools pipe on its standard streams. One
 * signal ends it and all that it started: Debian's Chromium is a shell script in front of a tree of
 * processes, and killing the first of them leaves the others running.
 */
final class ProcessGroup implements AutoCloseable {
  static final Duration END_TIMEOUT = Duration.ofSeconds(3);

  private static final long LOOK_AGAIN_MILLIS = 5;

  /**
   * What one process can write to, by the kernel's own count: of it V8 sets half a gigabyte aside
   * for code, and 1.4 GB are left to a page; one with a million nodes takes as much. With 0.65 GB
   * less some pages' processes did not start. A bound of the address space would be none: Chromium
   * reserves terabytes.
   */
  static final int MAX_PROCESS_KILOBYTES = 2 << 20;

  /**
   * Chromium reads descriptor 3 and writes 4; Java gives 0 and 1. No core files: one reported crash
   * left 300 MB in /tmp.
   */
  private static final String EXEC =
      "ulimit -c 0; ulimit -d "
          + MAX_PROCESS_KILOBYTES
          // Where memory ends all the same, the kernel takes one of these and not the function.
          // Chromium gives its pages 300.
          + "; echo 250 >/proc/self/oom_score_adj"
          + "; exec setsid \"$0\" \"$@\" 3<&0 4>&1 0</dev/null 1>&2";

  /** Debian's shell takes no "--" here. What it says is only ever that the group has ended. */
  private static final String KILL = "kill -KILL \"-$0\" 2>/dev/null";

  private final Process leader;

  private ProcessGroup(Process leader) {
    this.leader = leader;
  }

  static ProcessGroup start(List<String> command, Map<String, String> environment, Path folder) {
    List<String> line = new ArrayList<>(List.of("/bin/sh", "-c", EXEC));
    line.addAll(command);
    ProcessBuilder builder = new ProcessBuilder(line).directory(folder.toFile());
    builder.environment().clear();
    builder.environment().putAll(environment);
    try {
      return new ProcessGroup(builder.start());
    } catch (IOException e) {
      throw new UncheckedIOException("no process can be started", e);
    }
  }

  Process leader() {
    return leader;
  }

  /**
   * Kills the whole group, waits, for a bounded time, until its processes are gone, and collects
   * them. Asking the browser to end by itself was measured: it takes half a second and leaves as
   * many orphans.
   */
  @Override
  public void close() {
    Orphans.adopt();
    leader.destroyForcibly();
    long end = System.nanoTime() + END_TIMEOUT.toNanos();
    boolean collected = false;
    do {
      signalGroup();
      collected = await(LOOK_AGAIN_MILLIS);
    } while ((!collected || isThere()) && System.nanoTime() < end);
  }

  private boolean isThere() {
    return Orphans.collect(leader.pid()) || GroupMembers.anyRuns(leader.pid());
  }

  private void signalGroup() {
    try {
      Process kill = new ProcessBuilder("/bin/sh", "-c", KILL, Long.toString(leader.pid())).start();
      if (!kill.waitFor(END_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS)) {
        kill.destroyForcibly();
      }
    } catch (IOException e) {
      throw new UncheckedIOException("no process can be started", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private boolean await(long millis) {
    try {
      return leader.waitFor(millis, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return true;
    }
  }
}
