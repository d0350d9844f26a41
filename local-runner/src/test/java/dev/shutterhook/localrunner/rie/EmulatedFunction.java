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
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/**
 * One environment of a function under AWS's Runtime Interface Emulator. The runtime is started by
 * the first event, as on Lambda. Closing it ends both programs. One event at a time.
 */
public final class EmulatedFunction implements AutoCloseable {
  private static final Duration EMULATOR_STARTS = Duration.ofSeconds(20);
  private static final Duration LOOK_AGAIN = Duration.ofMillis(5);
  private static final Duration ANSWERS = Duration.ofMinutes(4);

  private final Process process;
  private final Consumer<Process> end;
  private final URI address;
  private final Path log;
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private EmulatedFunction(Process process, Consumer<Process> end, int port, Path log) {
    this.process = process;
    this.end = end;
    this.address =
        URI.create("http://127.0.0.1:%d/2015-03-31/functions/function/invocations".formatted(port));
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
    List<String> command = emulator(emulator.toString(), port);
    command.addAll(runtime);
    ProcessBuilder builder = new ProcessBuilder(JavaRuntime.underOpt(opt, command));
    builder.environment().clear();
    builder.environment().putAll(environment);
    builder.directory(task.toFile()).redirectErrorStream(true).redirectOutput(log.toFile());
    return new EmulatedFunction(builder.start(), EmulatedFunction::endAll, port, log);
  }

  /**
   * Starts the emulator inside a container, in front of what the image starts.
   *
   * @param environment what Lambda and the template define; the image brings the rest
   * @param log where both programs write to
   */
  public static EmulatedFunction inside(
      RenderContainer container, Map<String, String> environment, Path log) throws IOException {
    int port = freePort();
    List<String> emulator = emulator(RenderContainer.EMULATOR, port);
    ProcessBuilder builder = new ProcessBuilder(container.command(environment, emulator));
    builder.redirectErrorStream(true).redirectOutput(log.toFile());
    return new EmulatedFunction(builder.start(), client -> container.end(), port, log);
  }

  private static List<String> emulator(String program, int port) throws IOException {
    return new ArrayList<>(
        List.of(
            program,
            "--runtime-interface-emulator-address",
            "127.0.0.1:" + port,
            "--runtime-api-address",
            "127.0.0.1:" + freePort()));
  }

  /** What the function answers to an event. */
  public String invoke(String event) throws InterruptedException {
    HttpRequest request = request(event);
    long last = System.nanoTime() + EMULATOR_STARTS.toNanos();
    while (true) {
      try {
        return client.send(request, HttpResponse.BodyHandlers.ofString()).body();
      } catch (ConnectException e) {
        if (!process.isAlive() || System.nanoTime() - last > 0) {
          throw new IllegalStateException("the emulator does not listen: " + log(), e);
        }
        LockSupport.parkNanos(LOOK_AGAIN.toNanos());
      } catch (IOException e) {
        throw new UncheckedIOException(log(), e);
      }
    }
  }

  /** The same, while the test does something else. */
  public CompletableFuture<String> begin(String event) {
    return client
        .sendAsync(request(event), HttpResponse.BodyHandlers.ofString())
        .thenApply(HttpResponse::body);
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
    end.accept(process);
    process.onExit().join();
  }

  private static void endAll(Process emulator) {
    List<ProcessHandle> runtime = emulator.descendants().toList();
    emulator.destroyForcibly();
    runtime.forEach(ProcessHandle::destroyForcibly);
  }

  private HttpRequest request(String event) {
    return HttpRequest.newBuilder(address)
        .timeout(ANSWERS)
        .POST(HttpRequest.BodyPublishers.ofString(event))
        .build();
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
