package dev.shutterhook.render.containment;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Who listens on loopback in this network, by the kernel's table (proc(5)). */
final class Listeners {
  private static final Path TABLE = Path.of("/proc/self/net/tcp");
  private static final Path TABLE_OF_IPV6 = Path.of("/proc/self/net/tcp6");
  private static final String LOOPBACK = "0100007F:";
  private static final String MAPPED_LOOPBACK = "0000000000000000FFFF0000" + LOOPBACK;
  private static final String LISTENING = "0A";
  private static final int HEXADECIMAL = 16;

  private Listeners() {}

  static Set<Integer> onLoopback() {
    return Stream.concat(listed(TABLE, LOOPBACK).stream(), ofJava().stream())
        .collect(Collectors.toSet());
  }

  /** Those of this JVM, which listens on loopback by IPv6 sockets; browsers do not. */
  static Set<Integer> ofJava() {
    return listed(TABLE_OF_IPV6, MAPPED_LOOPBACK);
  }

  private static Set<Integer> listed(Path table, String address) {
    try (Stream<String> lines = Files.lines(table)) {
      return lines
          .map(line -> line.strip().split(" +", -1))
          .filter(words -> words[1].startsWith(address) && words[3].equals(LISTENING))
          .map(words -> Integer.parseInt(words[1].substring(address.length()), HEXADECIMAL))
          .collect(Collectors.toSet());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
