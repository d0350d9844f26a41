package dev.shutterhook.localrunner.command;

import dev.shutterhook.core.egress.EgressPolicy;
import dev.shutterhook.localrunner.sample.SampleServer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Starts everything and stays until it is told to end. */
@Command(name = "up", description = "Starts the suite on this machine.")
public final class UpCommand implements Callable<Integer> {
  @Option(names = "--port", defaultValue = "8080", description = "Of the API; 0 takes a free one.")
  private int port;

  @Option(names = "--data", description = "A folder that keeps everything; else nothing is kept.")
  private Optional<Path> data = Optional.empty();

  @Option(names = "--in-memory", description = "Nothing is kept: as without --data.")
  private boolean inMemory;

  @Option(names = "--guard", defaultValue = "open", description = "open or strict.")
  private String guard = "open";

  @Option(
      names = "--retry-schedule",
      description = "The waits before each attempt of a webhook, such as 1s,2s,4s.")
  private Optional<String> retrySchedule = Optional.empty();

  @Override
  public Integer call() throws IOException, InterruptedException {
    Machine machine = Machine.current();
    if (inMemory && data.isPresent()) {
      throw new IllegalArgumentException("--data and --in-memory exclude each other");
    }
    Optional<Path> folder = data.map(Path::toAbsolutePath);
    StackOptions options =
        new StackOptions(
            machine.root(),
            machine.chromium(),
            machine.apiKey(folder),
            EgressPolicy.parse(guard),
            retrySchedule,
            folder,
            port);
    Stack stack = Stack.start(options);
    SampleServer sample = SampleServer.start(stack::secrets, System.out::println);
    CountDownLatch ended = new CountDownLatch(1);
    Runtime.getRuntime().addShutdownHook(new Thread(() -> end(machine, stack, sample, ended)));
    Running running = stack.running();
    running.announce(machine.state());
    System.out.println(FirstCapture.words(running, sample));
    System.out.println(running.ready());
    System.out.flush();
    ended.await();
    return 0;
  }

  private static void end(Machine machine, Stack stack, SampleServer sample, CountDownLatch ended) {
    stack.running().withdraw(machine.state());
    sample.close();
    stack.close();
    ended.countDown();
  }
}
