package dev.shutterhook.localcloud;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import software.amazon.dynamodb.services.local.server.LocalDynamoDBRequestHandler;
import software.amazon.dynamodb.services.local.server.LocalDynamoDBServerHandler;

/**
 * DynamoDB Local behind a Jetty of our own: its own server binds every interface of the machine and
 * does not tell which free port it took.
 */
final class DynamoDbEmulator implements Emulator {
  private static final int MAX_THREADS = 128;
  private static final int MIN_THREADS = 8;
  private static final int IDLE_MILLIS = 60_000;

  /** Jetty's own choice. */
  private static final int RESERVED = -1;

  /** Jobs that its fixed pools can run at once. */
  private static final int MAX_JOBS = 32;

  private static final int END_ROUNDS = 20;
  private static final Duration END_ROUND = Duration.ofMillis(20);

  /**
   * It warns, with a stack trace, of every condition that does not hold. A property, because of the
   * files that set levels the first on the class path wins.
   */
  private static final String HANDLER_LEVEL =
      "org.slf4j.simpleLogger.log." + LocalDynamoDBServerHandler.class.getName();

  private static final int AUTHORITY = 0;

  /** One database for all credentials and regions, so that any client sees the same tables. */
  private static final boolean SHARED = true;

  private static final boolean DELAY_TRANSIENT_STATES = false;

  /** All that a request starts is in it: Jetty's threads, and the jobs that they leave behind. */
  private final ThreadGroup group;

  private final Server server;
  private final LocalDynamoDBServerHandler handler;
  private final URI endpoint;

  private DynamoDbEmulator(
      ThreadGroup group, Server server, LocalDynamoDBServerHandler handler, int port) {
    this.group = group;
    this.server = server;
    this.handler = handler;
    this.endpoint = Emulator.onPort(port);
  }

  static DynamoDbEmulator start(Storage storage) throws Exception {
    NativeLeftovers.remove(Path.of(System.getProperty("java.io.tmpdir")));
    if (System.getProperty(HANDLER_LEVEL) == null) {
      System.setProperty(HANDLER_LEVEL, "error");
    }
    LocalDynamoDBServerHandler handler =
        new LocalDynamoDBServerHandler(requestHandler(storage), "*");
    ThreadGroup group = new ThreadGroup("dynamodb-local");
    QueuedThreadPool threads =
        new QueuedThreadPool(MAX_THREADS, MIN_THREADS, IDLE_MILLIS, RESERVED, null, group);
    threads.setName("dynamodb-local");
    threads.setDaemon(true);
    Server server = new Server(threads);
    ServerConnector connector = new ServerConnector(server);
    connector.setHost(LOOPBACK);
    server.addConnector(connector);
    server.setHandler(handler);
    server.start();
    return new DynamoDbEmulator(group, server, handler, connector.getLocalPort());
  }

  private static LocalDynamoDBRequestHandler requestHandler(Storage storage) throws IOException {
    return switch (storage) {
      case Storage.InMemory() ->
          new LocalDynamoDBRequestHandler(AUTHORITY, true, null, SHARED, DELAY_TRANSIENT_STATES);
      case Storage.OnDisk(Path folder) -> {
        Path files = Files.createDirectories(folder.resolve("dynamodb"));
        yield new LocalDynamoDBRequestHandler(
            AUTHORITY, false, files.toString(), SHARED, DELAY_TRANSIENT_STATES);
      }
    };
  }

  @Override
  public URI endpoint() {
    return endpoint;
  }

  @Override
  public void close() {
    try {
      server.stop();
    } catch (Exception e) {
      throw new LocalCloudException("DynamoDB Local did not stop", e);
    } finally {
      handler.close();
      endJobs();
    }
  }

  /**
   * Its jobs sleep up to ten seconds on threads that hold the JVM. One that is interrupted between
   * two sleeps does not notice, hence the rounds.
   */
  private void endJobs() {
    Thread[] threads = new Thread[MAX_THREADS + MAX_JOBS];
    try {
      for (int round = 0; round < END_ROUNDS && group.activeCount() > 0; round++) {
        group.interrupt();
        int running = group.enumerate(threads);
        for (int i = 0; i < running; i++) {
          threads[i].join(END_ROUND);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
