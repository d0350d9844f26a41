package dev.shutterhook.render.browser;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Looks for the processes of a group. The JDK knows parents and children only, and the children of
 * a killed process have another parent.
 */
final class GroupMembers {
  private static final Path PROC = Path.of("/proc");

  private GroupMembers() {}

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
}
