package dev.shutterhook.render.containment;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A network of its own (network_namespaces(7)) in which every address is this machine. */
final class Namespace {
  /** Measured: 55 to 70 s with both kinds of Chromium. */
  private static final int PATIENCE_SECONDS = 300;

  private static final int PROBE_SECONDS = 20;

  /**
   * Everything goes over loopback. The other device is there because WebRTC does nothing where
   * there is only loopback: measured, not one datagram. Without files of its own, a name would be
   * asked where the machine asks.
   */
  private static final String SETUP =
      """
      set -e
      ip link add net0 type veth peer name net1
      for device in net0 net1; do
        ip link set "$device" addrgenmode none
        ip link set "$device" up
      done
      ip address add 11.22.33.44/24 dev net0
      ip link set lo up
      ip route add local 0.0.0.0/0 dev lo
      ip -6 route add local ::/0 dev lo 2>/dev/null || true
      echo 'nameserver %s' >"$0/resolv.conf"
      echo 'hosts: files dns' >"$0/nsswitch.conf"
      for file in resolv.conf nsswitch.conf; do
        [ ! -e "/etc/$file" ] || mount --bind "$0/$file" "/etc/$file"
      done
      exec "$@"
      """
          .formatted(NameServer.ADDRESS);

  private Namespace() {}

  /** What this machine lacks for one, in a sentence; empty where it can be made. */
  static Optional<String> missing(Path folder) throws IOException, InterruptedException {
    for (String tool : List.of("unshare", "ip", "mount")) {
      if (Stream.of("/usr/sbin", "/usr/bin", "/sbin", "/bin")
          .noneMatch(place -> Files.isExecutable(Path.of(place, tool)))) {
        return Optional.of("there is no program " + tool + " (packages util-linux, iproute2)");
      }
    }
    Process probe = start(folder, List.of("true"));
    String words = new String(probe.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    boolean ended = probe.waitFor(PROBE_SECONDS, TimeUnit.SECONDS);
    return ended && probe.exitValue() == 0
        ? Optional.empty()
        : Optional.of("no network namespace can be made here: " + words.strip());
  }

  /**
   * Runs this JVM's class path in one, to its end.
   *
   * @return what it printed
   */
  static String run(Path folder, Class<?> main, List<String> arguments)
      throws IOException, InterruptedException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-Dsun.net.httpserver.nodelay=true",
                "-cp",
                System.getProperty("java.class.path"),
                main.getName()));
    command.addAll(arguments);
    Process process = start(folder, command);
    Thread.ofVirtual().start(() -> endLate(process));
    String words = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new IllegalStateException("the experiments ended early:\n" + words);
    }
    return words;
  }

  private static void endLate(Process process) {
    try {
      if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static Process start(Path folder, List<String> command) throws IOException {
    List<String> all = new ArrayList<>(List.of("unshare", "--net", "--mount"));
    if (!isRoot()) {
      all.addAll(List.of("--user", "--map-root-user"));
    }
    all.addAll(List.of("sh", "-c", SETUP, folder.toString()));
    all.addAll(command);
    ProcessBuilder builder = new ProcessBuilder(all).redirectErrorStream(true);
    builder.environment().merge("PATH", "/usr/sbin:/sbin", (own, more) -> own + ":" + more);
    return builder.start();
  }

  static boolean isRoot() throws IOException {
    return (int) Files.getAttribute(Path.of("/proc/self"), "unix:uid") == 0;
  }
}
