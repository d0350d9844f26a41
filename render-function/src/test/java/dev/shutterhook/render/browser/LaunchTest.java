package dev.shutterhook.render.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.shutterhook.render.FoundChromium;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the kernel says of a browser that runs (proc(5)). Real: Chromium. Double: nothing. */
class LaunchTest {
  private static final String LISTENING = "0A";

  /** Ours, and what the shell of Debian's starter adds. */
  private static final Set<String> VARIABLES =
      Set.of(
          "PATH", "HOME", "TMPDIR", "FONTCONFIG_PATH", "LANG", "TZ", "PWD", "OLDPWD", "SHLVL", "_");

  @TempDir private static Path temporary;
  private static Chromium chromium;

  @BeforeAll
  static void start() {
    chromium = Chromium.start(FoundChromium.program(), temporary);
  }

  @AfterAll
  static void end() {
    chromium.close();
  }

  private static List<ProcessHandle> processes() {
    ProcessHandle browser = browser();
    return Stream.concat(Stream.of(browser), browser.descendants()).toList();
  }

  private static List<String> words(ProcessHandle process, String file) {
    try {
      Path path = Path.of("/proc", Long.toString(process.pid()), file);
      String all = Files.readString(path, StandardCharsets.ISO_8859_1);
      return Arrays.stream(all.split("\0", -1)).filter(word -> !word.isEmpty()).toList();
    } catch (NoSuchFileException gone) {
      return List.of();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The browser's own process: its helpers have a type. */
  private static ProcessHandle browser() {
    String profile = "--user-data-dir=" + temporary;
    return ProcessHandle.current()
        .descendants()
        .filter(p -> words(p, "cmdline").stream().anyMatch(w -> w.startsWith(profile)))
        .filter(p -> words(p, "cmdline").stream().noneMatch(w -> w.startsWith("--type=")))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void runsWithTheArgumentsThatContainItAndNoneThatOpensIt() {
    List<String> argv = words(browser(), "cmdline");
    String profile =
        argv.stream().filter(w -> w.startsWith("--user-data-dir=")).findFirst().orElseThrow();
    Path folder = Path.of(profile.substring("--user-data-dir=".length()));
    assertTrue(folder.startsWith(temporary), profile);
    assertTrue(argv.containsAll(ChromiumArguments.of(folder)), argv.toString());
    for (String contained :
        List.of(
            "--remote-debugging-pipe",
            "--proxy-server=http://127.0.0.1:9",
            "--proxy-bypass-list=<-loopback>",
            "--force-webrtc-ip-handling-policy=disable_non_proxied_udp",
            "--webrtc-ip-handling-policy=disable_non_proxied_udp",
            "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1",
            "--disable-quic",
            "--no-pings",
            "--block-new-web-contents")) {
      assertTrue(argv.contains(contained), contained);
    }
    for (String opens :
        List.of(
            "--remote-debugging-port",
            "--remote-debugging-address",
            "--remote-allow-origins",
            "--disable-web-security",
            "--allow-file-access",
            "--disable-site-isolation-trials",
            "--ignore-certificate-errors",
            "--disk-cache-dir",
            "--enable-features=")) {
      assertTrue(argv.stream().noneMatch(word -> word.startsWith(opens)), opens);
    }
  }

  /** Helpers write their title over some of it, so that not every word is a variable. */
  @Test
  void hasNothingOfOurEnvironment() {
    Set<String> ours = new HashSet<>(System.getenv().keySet());
    ours.removeAll(VARIABLES);
    assertFalse(ours.isEmpty(), "this JVM has something to keep to itself");
    for (ProcessHandle process : processes()) {
      for (String variable : words(process, "environ")) {
        assertFalse(ours.contains(variable.split("=", 2)[0]), variable);
      }
    }
    Set<String> names =
        words(browser(), "environ").stream()
            .map(variable -> variable.split("=", 2)[0])
            .collect(Collectors.toSet());
    assertTrue(names.contains("HOME"), "it could be read");
    assertTrue(VARIABLES.containsAll(names), names.toString());
  }

  @Test
  void listensNowhere() throws IOException {
    Set<String> sockets =
        processes().stream().flatMap(LaunchTest::sockets).collect(Collectors.toSet());
    assertFalse(sockets.isEmpty(), "its processes speak to each other by sockets of their own");
    List<String> listening = new ArrayList<>();
    for (String table : List.of("tcp", "tcp6", "udp", "udp6")) {
      for (String line : Files.readAllLines(Path.of("/proc/self/net", table))) {
        String[] words = line.strip().split(" +", -1);
        boolean bound = words[3].equals(LISTENING) || table.startsWith("udp");
        if (bound && words.length > 9 && sockets.contains("socket:[" + words[9] + "]")) {
          listening.add(table + " " + words[1]);
        }
      }
    }
    assertEquals(List.of(), listening);
  }

  private static Stream<String> sockets(ProcessHandle process) {
    Path folder = Path.of("/proc", Long.toString(process.pid()), "fd");
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(LaunchTest::target).filter(t -> t.startsWith("socket:")).toList().stream();
    } catch (IOException gone) {
      return Stream.empty();
    }
  }

  private static String target(Path link) {
    try {
      return Files.readSymbolicLink(link).toString();
    } catch (IOException gone) {
      return "";
    }
  }
}
