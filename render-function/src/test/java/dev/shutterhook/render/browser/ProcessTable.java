package dev.shutterhook.render.browser;

import dev.shutterhook.render.browser.GroupMembers.Member;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** What the kernel knows of a browser's processes. */
record ProcessTable(Chromium chromium) {
  /** Jiffies of all processes that run, as proc(5) counts them: a hundred are a second. */
  long jiffies() {
    return GroupMembers.of(chromium.leader().pid()).stream().mapToLong(ProcessTable::jiffies).sum();
  }

  long pageProcesses() {
    return GroupMembers.of(chromium.leader().pid()).stream().filter(Member::ofPages).count();
  }

  /** Proportional set size of all processes: what is shared is shared out. */
  long proportionalBytes() {
    return GroupMembers.of(chromium.leader().pid()).stream()
        .mapToLong(member -> proportionalBytes(member.pid()))
        .sum();
  }

  private static long jiffies(Member member) {
    try {
      String stat = Files.readString(file(member.pid(), "stat"), StandardCharsets.ISO_8859_1);
      String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", 16);
      return Long.parseLong(fields[11]) + Long.parseLong(fields[12]);
    } catch (IOException e) {
      return 0;
    }
  }

  private static long proportionalBytes(long pid) {
    try {
      return Files.readAllLines(file(pid, "smaps_rollup"), StandardCharsets.ISO_8859_1).stream()
          .filter(line -> line.startsWith("Pss:"))
          .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) << 10)
          .sum();
    } catch (IOException e) {
      return 0;
    }
  }

  private static Path file(long pid, String name) {
    return Path.of("/proc", Long.toString(pid), name);
  }
}
