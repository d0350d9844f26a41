package dev.shutterhook.render.browser;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Looks for the processes of a group. The JDK knows parents and children only, and the children of
 * a killed process have another parent.
 */
final class GroupMembers {
  private static final Path PROC = Path.of("/proc");
  private static final String OWN_MEMORY = "RssAnon:";
  private static final String PAGES_PROCESS = "--type=renderer";

  private GroupMembers() {}

  /**
   * A process that runs.
   *
   * @param pid its number
   * @param ownBytes memory that it has written to; programs and files that are shared do not count
   * @param ofPages whether pages live in it, and it lives as long as they do
   */
  record Member(long pid, long ownBytes, boolean ofPages) {}

  /**
   * Whether any process of the group still runs a program; one that waits to be collected does not.
   */
  static boolean anyRuns(long group) {
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(PROC, "[0-9]*")) {
      for (Path entry : entries) {
        if (runsIn(group, entry)) {
          return true;
        }
      }
      return false;
    } catch (IOException e) {
      throw new UncheckedIOException("no /proc to look at", e);
    }
  }

  /** All of them that run. Takes a few milliseconds: each process of the machine is looked at. */
  static List<Member> of(long group) {
    List<Member> members = new ArrayList<>();
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(PROC, "[0-9]*")) {
      for (Path entry : entries) {
        if (runsIn(group, entry)) {
          members.add(member(entry));
        }
      }
      return members;
    } catch (IOException e) {
      throw new UncheckedIOException("no /proc to look at", e);
    }
  }

  /** Reads proc(5), stat: "pid (name) state ppid pgrp …", where the name may hold anything. */
  private static boolean runsIn(long group, Path entry) {
    try {
      String stat = Files.readString(entry.resolve("stat"), StandardCharsets.ISO_8859_1);
      String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", 4);
      boolean ended = fields[0].equals("Z") || fields[0].equals("X");
      return !ended && Long.parseLong(fields[2]) == group;
    } catch (IOException e) {
      return false; // It has ended while we looked.
    }
  }

  private static Member member(Path entry) {
    long pid = Long.parseLong(entry.getFileName().toString());
    try {
      boolean ofPages =
          Files.readString(entry.resolve("cmdline"), StandardCharsets.ISO_8859_1)
              .contains(PAGES_PROCESS);
      return new Member(pid, ownBytes(entry), ofPages);
    } catch (IOException e) {
      return new Member(pid, 0, false); // It has ended while we looked.
    }
  }

  /** Reads proc(5), status: "RssAnon: 1234 kB". */
  private static long ownBytes(Path entry) throws IOException {
    return Files.readAllLines(entry.resolve("status"), StandardCharsets.ISO_8859_1).stream()
        .filter(line -> line.startsWith(OWN_MEMORY))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) << 10)
        .sum();
  }
}
