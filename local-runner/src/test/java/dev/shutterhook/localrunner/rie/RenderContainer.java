package dev.shutterhook.localrunner.rie;

import com.fasterxml.jackson.databind.JsonNode;
import dev.shutterhook.core.json.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One container of the renderer's image, with what Lambda grants an environment: one processor, a
 * memory, a read-only root, {@code /tmp}, 1,024 files and as many processes, a user that nobody
 * knows, and no {@code HOME}. {@code /tmp} lies in that memory, which is less than Lambda gives.
 */
public final class RenderContainer {
  /** Names the image: {@code -Dshutterhook.image=shutterhook-render}. */
  public static final String PROPERTY = "shutterhook.image";

  /** Where the emulator lies in it. */
  static final String EMULATOR = "/rie";

  private static final String ENGINE = "docker";
  private static final Duration STARTS = Duration.ofSeconds(30);
  private static final Duration LOOK_AGAIN = Duration.ofMillis(20);
  private static final String USER = "993:990";

  private final String image;
  private final Path emulator;
  private final int memoryMb;
  private final int temporaryMb;
  private final String name;

  /**
   * A container that is to be started.
   *
   * @param emulator the program on this machine
   * @param memoryMb for all of its processes, and the files in {@code /tmp}
   * @param temporaryMb of these
   */
  RenderContainer(String image, Path emulator, int memoryMb, int temporaryMb) {
    this.image = image;
    this.emulator = emulator;
    this.memoryMb = memoryMb;
    this.temporaryMb = temporaryMb;
    this.name = "shutterhook-render-" + ProcessHandle.current().pid() + "-" + System.nanoTime();
  }

  /** The image that the tests shall take, if any. */
  public static Optional<String> image() {
    return Optional.ofNullable(System.getProperty(PROPERTY));
  }

  /** Why there is none, and the mend. */
  public static String missing() {
    return "no image of the renderer is named: build it (docs/image.md) and say -D"
        + PROPERTY
        + "=";
  }

  /** The engine's command: the emulator's own words, and behind them what the image starts. */
  List<String> command(Map<String, String> environment, List<String> emulatorWords)
      throws IOException {
    List<String> command = new ArrayList<>(List.of(ENGINE, "run", "--rm", "--name", name));
    command.addAll(List.of("--network", "host", "--cpus", "1", "--user", USER));
    command.addAll(List.of("--memory", memoryMb + "m", "--memory-swap", memoryMb + "m"));
    command.addAll(List.of("--pids-limit", "1024", "--ulimit", "nofile=1024:1024"));
    command.addAll(List.of("--read-only", "--shm-size", "64m", "--cap-drop", "ALL"));
    command.addAll(List.of("--tmpfs", "/tmp:exec,mode=1777,size=" + temporaryMb + "m"));
    command.addAll(List.of("--volume", emulator + ":" + EMULATOR + ":ro"));
    environment.forEach((key, value) -> command.addAll(List.of("--env", key + "=" + value)));
    command.addAll(List.of("--entrypoint", "/usr/bin/env", image, "-u", "HOME", "-u", "HOSTNAME"));
    command.addAll(emulatorWords);
    command.addAll(started());
    return command;
  }

  /** What the image starts by itself. */
  private List<String> started() throws IOException {
    JsonNode config =
        Json.tree(run(List.of(ENGINE, "image", "inspect", image))).path(0).path("Config");
    List<String> words = new ArrayList<>();
    config.path("Entrypoint").forEach(word -> words.add(word.asText()));
    config.path("Cmd").forEach(word -> words.add(word.asText()));
    return words;
  }

  /** Waits until it runs. */
  public void awaitUp() throws InterruptedException {
    long last = System.nanoTime() + STARTS.toNanos();
    while (true) {
      try {
        shell("true");
        return;
      } catch (IOException e) {
        if (System.nanoTime() - last > 0) {
          throw new IllegalStateException("the container does not start", e);
        }
        Thread.sleep(LOOK_AGAIN);
      }
    }
  }

  /** What a shell in the container answers, as the function's own user. */
  public String shell(String script) throws IOException {
    return run(List.of(ENGINE, "exec", name, "/bin/sh", "-c", script)).strip();
  }

  /** How many of its processes the kernel has killed because the memory was full. */
  public int killedByTheKernel() throws IOException {
    String counts =
        shell(
            "cat /sys/fs/cgroup/memory.events /sys/fs/cgroup/memory/memory.oom_control 2>/dev/null"
                + " | grep '^oom_kill '");
    return Integer.parseInt(counts.substring("oom_kill ".length()));
  }

  /** The processor's time that all of its processes have had, those that ended included. */
  public Duration processorTime() throws IOException {
    String used =
        shell(
            "cat /sys/fs/cgroup/cpuacct/cpuacct.usage 2>/dev/null"
                + " || awk '/^usage_usec/ {print $2 \"000\"}' /sys/fs/cgroup/cpu.stat");
    return Duration.ofNanos(Long.parseLong(used));
  }

  /** Ends all of it. */
  void end() {
    try {
      run(List.of(ENGINE, "kill", name));
    } catch (IOException e) {
      // It has ended by itself.
    }
  }

  private static String run(List<String> command) throws IOException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String answer = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    try {
      if (process.waitFor() != 0) {
        throw new IOException(String.join(" ", command) + ": " + answer);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
    return answer;
  }
}
