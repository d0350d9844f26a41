package dev.shutterhook.localcloud;

import dev.shutterhook.localcloud.template.Template;
import java.net.URI;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Starts the emulators of this JVM. */
final class Emulators {
  private static final int EMULATORS = 3;

  private static final Logger LOG = LoggerFactory.getLogger(Emulators.class);

  /** Where an emulator answers, and the client that shaped it. */
  private record Running<C>(URI endpoint, C client) {}

  /** Starts a service and makes its resources. */
  private interface Shape<C> {
    C shaped(URI endpoint);
  }

  private Emulators() {}

  /** Starts all three at once; each makes its resources as soon as it answers. */
  static Services start(Template template, Storage storage) {
    Opened opened = new Opened();
    // Platform threads: a class that is being initialised pins its virtual thread, and on two cores
    // three such starts have locked each other out for ever (seen in TimeZone and H2).
    try (ExecutorService threads = Executors.newFixedThreadPool(EMULATORS)) {
      if (storage instanceof Storage.OnDisk disk) {
        opened.track(FolderLock.take(disk.folder()));
      }
      Clients clients = new Clients(LocalAccess.CREDENTIALS);
      Shaping shaping = new Shaping(template, storage, clients, opened);
      var starting = new Starting(threads, opened);
      var dynamoDb =
          starting.begin(
              "DynamoDB Local", () -> DynamoDbEmulator.start(storage), shaping::dynamoDb);
      var sqs =
          starting.begin(
              "ElasticMQ", () -> SqsEmulator.start(storage, template.queues()), shaping::sqs);
      var s3 = starting.begin("S3Proxy", () -> S3Emulator.start(storage), shaping::s3);
      Endpoints endpoints =
          new Endpoints(
              get(dynamoDb).endpoint(),
              get(sqs).endpoint(),
              get(s3).endpoint(),
              LocalAccess.CREDENTIALS,
              storage);
      return new Services(
          endpoints,
          get(dynamoDb).client(),
          get(sqs).client(),
          get(s3).client(),
          opened.track(clients.s3Presigner(endpoints.s3())),
          opened);
    } catch (RuntimeException e) {
      opened.close();
      throw e;
    }
  }

  private record Starting(ExecutorService threads, Opened opened) {
    <C> Future<Running<C>> begin(String name, Callable<? extends Emulator> start, Shape<C> shape) {
      return threads.submit(
          () -> {
            long began = System.nanoTime();
            URI endpoint = opened.track(start.call()).endpoint();
            Running<C> running = new Running<>(endpoint, shape.shaped(endpoint));
            long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began);
            LOG.info("{} is ready after {} ms", name, millis);
            return running;
          });
    }
  }

  private static <T> T get(Future<T> starting) {
    try {
      return starting.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof LocalCloudException known) {
        throw known;
      }
      throw new LocalCloudException("an emulator did not start", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new LocalCloudException("interrupted while the emulators started", e);
    }
  }
}
