package dev.shutterhook.localrunner.rie;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

/**
 * One environment of a function under AWS's Runtime Interface Emulator. The runtime is started by
 * the first event, as on Lambda. Closing it ends both programs. One event at a time.
 */
public final class EmulatedFunction implements AutoCloseable {
  private static final Duration EMULATOR_STARTS = Duration.ofSeconds(20);
  private static final Duration LOOK_AGAIN = Duration.ofMillis(5);
  private static final Duration ANSWERS = Duration.ofMinutes(2);

  private final Process process;
  private final URI address;
  private final Path log;
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private EmulatedFunction(Process process, URI address, Path log) {
    this.process = process;
    this.address = address;
    this.log = log;
  }

  /**
   * Starts the emulator.
   *
   * @param opt what {@code /opt} shall be
   * @param runtime the command that the emulator starts
   * @param environment the whole of it
   * @param task the working directory
   * @param log where both programs write to
   */
  public static EmulatedFunction start(
      Path emulator,
      Path opt,
      List<String> runtime,
      Map<String, String> environment,
      Path task,
      Path log)
      throws IOException {
    int port = freePort();
    List<String> command =
        new ArrayList<>(
            List.of(
                emulator.toString(),
                "--runtime-interface-emulator-address",
                "127.0.0.1:" + port,
                "--runtime-api-address",
                "127.0.0.1:" + freePort()));
    command.addAll(runtime);
    ProcessBuilder builder = new ProcessBuilder(JavaRuntime.underOpt(opt, command));
    builder.environment().clear();
    builder.environment().putAll(environment);
    builder.directory(task.toFile()).redirectErrorStream(true).redirectOutput(log.toFile());
    URI address =
        URI.create("http://127.0.0.1:%d/2015-03-31/functions/function/invocations".formatted(port));
    return new EmulatedFunction(builder.start(), address, log);
  }

  /** What the function answers to an event. */
  public String invoke(String event) throws InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(address)
            .timeout(ANSWERS)
            .POST(HttpRequest.BodyPublishers.ofString(event))
            .build();
    long end = System.nanoTime() + EMULATOR_STARTS.toNanos();
    while (true) {
      try {
        return client.send(request, HttpResponse.BodyHandlers.ofString()).body();
      } catch (ConnectException e) {
        if (!process.isAlive() || System.nanoTime() - end > 0) {
          throw new IllegalStateException("the emulator does not listen: " + log(), e);
        }
        LockSupport.parkNanos(LOOK_AGAIN.toNanos());
      } catch (IOException e) {
        throw new UncheckedIOException(log(), e);
      }
    }
  }

  /** What both programs have written so far. */
  public String log() {
    try {
      return Files.readString(log);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The emulator's children: the function's processes. */
  public List<ProcessHandle> runtime() {
    return process.descendants().toList();
  }

  @Override
  public void close() {
    List<ProcessHandle> runtime = runtime();
    process.destroyForcibly();
    runtime.forEach(ProcessHandle::destroyForcibly);
    process.onExit().join();
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
