package dev.shutterhook.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/**
 * A control group for one contender: the kernel counts the CPU time of every process that is ever
 * in it, also of those that have ended. Without the right to make one (not root, no cgroup file
 * system) there is no measurement of CPU time, and the table says so.
 *
 * @param folder in the cpuacct hierarchy of version 1, or in version 2
 */
record Cgroup(Path folder) implements AutoCloseable {
  private static final Path ROOT = Path.of("/sys/fs/cgroup");
  private static final Path VERSION_1 = ROOT.resolve("cpuacct");
  private static final int MAX_REMOVALS = 50;
  private static final Duration LOOK_AGAIN = Duration.ofMillis(20);

  static Cgroup make(String name) throws IOException {
    Path parent = Files.isDirectory(VERSION_1) ? VERSION_1 : ROOT;
    String own = "shutterhook-" + ProcessHandle.current().pid() + "-" + name;
    return new Cgroup(Files.createDirectory(parent.resolve(own)));
  }

  /** A command that joins the group and then becomes the other one. */
  List<String> around(List<String> command) {
    String join = "echo $$ > " + folder + "/cgroup.procs && exec \"$0\" \"$@\"";
    List<String> line = new ArrayList<>(List.of("/bin/sh", "-c", join));
    line.addAll(command);
    return line;
  }

  /** What all its processes have used so far, the ended ones included. */
  Duration cpu() throws IOException {
    Path usage = folder.resolve("cpuacct.usage");
    if (Files.exists(usage)) {
      return Duration.ofNanos(Long.parseLong(Files.readString(usage).strip()));
    }
    try (Stream<String> lines = Files.lines(folder.resolve("cpu.stat"))) {
      return lines
          .filter(line -> line.startsWith("usage_usec "))
          .map(line -> Duration.ofNanos(1_000 * Long.parseLong(line.split(" ", 2)[1])))
          .findFirst()
          .orElseThrow();
    }
  }

  /** Memory of its processes now; what several share counts in parts (PSS, proc(5)). */
  long memoryBytes() throws IOException {
    long sum = 0;
    for (String process : Files.readAllLines(folder.resolve("cgroup.procs"))) {
      sum += proportionalBytes(Path.of("/proc", process, "smaps_rollup"));
    }
    return sum;
  }

  private static long proportionalBytes(Path rollup) {
    try (Stream<String> lines = Files.lines(rollup)) {
      return lines
          .filter(line -> line.startsWith("Pss:"))
          .mapToLong(line -> 1_024 * Long.parseLong(line.replaceAll("\\D", "")))
          .sum();
    } catch (IOException | java.io.UncheckedIOException e) {
      return 0; // It has ended while we looked.
    }
  }

  /** Removes the group once its last process has gone. */
  @Override
  public void close() throws IOException {
    for (int i = 0; i < MAX_REMOVALS; i++) {
      if (folder.toFile().delete()) {
        return;
      }
      LockSupport.parkNanos(LOOK_AGAIN.toNanos());
    }
    throw new IOException("processes are left in " + folder);
  }
}
