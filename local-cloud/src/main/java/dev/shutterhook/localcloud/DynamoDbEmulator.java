package dev.shutterhook.localcloud;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
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
  private static final int AUTHORITY = 0;

  /** One database for all credentials and regions, so that any client sees the same tables. */
  private static final boolean SHARED = true;

  private static final boolean DELAY_TRANSIENT_STATES = false;

  private final Server server;
  private final LocalDynamoDBServerHandler handler;
  private final URI endpoint;

  private DynamoDbEmulator(Server server, LocalDynamoDBServerHandler handler, int port) {
    this.server = server;
    this.handler = handler;
    this.endpoint = Emulator.onPort(port);
  }

  static DynamoDbEmulator start(Storage storage) throws Exception {
    LocalDynamoDBServerHandler handler =
        new LocalDynamoDBServerHandler(requestHandler(storage), "*");
    QueuedThreadPool threads = new QueuedThreadPool(MAX_THREADS);
    threads.setName("dynamodb-local");
    threads.setDaemon(true);
    Server server = new Server(threads);
    ServerConnector connector = new ServerConnector(server);
    connector.setHost(LOOPBACK);
    server.addConnector(connector);
    server.setHandler(handler);
    server.start();
    return new DynamoDbEmulator(server, handler, connector.getLocalPort());
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
    }
  }
}
