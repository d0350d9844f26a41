package dev.shutterhook.localcloud;

import dev.shutterhook.localcloud.template.Template;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;
import software.amazon.awssdk.services.sqs.SqsClient;

/** The running emulators with a client each, and all that must be ended with them. */
record Emulators(
    DynamoDbEmulator dynamoDb,
    SqsEmulator sqs,
    S3Emulator s3,
    DynamoDbClient dynamoDbClient,
    SqsClient sqsClient,
    S3Client s3Client,
    S3Presigner presigner,
    Deque<AutoCloseable> opened)
    implements AutoCloseable {
  private static final int EMULATORS = 3;

  private static final Logger LOG = LoggerFactory.getLogger(Emulators.class);

  /** An emulator with the client that shaped it. */
  private record Running<E, C>(E emulator, C client) {}

  /** Starts all three at once; each makes its resources as soon as it answers. */
  static Emulators start(Template template, Storage storage) {
    Clients.keepConnections();
    Deque<AutoCloseable> opened = new ArrayDeque<>();
    if (storage instanceof Storage.OnDisk disk) {
      opened.push(FolderLock.take(disk.folder()));
    }
    // Platform threads: a class that is being initialised pins its virtual thread, and on two cores
    // three such starts have locked each other out for ever (seen in TimeZone and H2).
    try (ExecutorService threads = Executors.newFixedThreadPool(EMULATORS)) {
      var dynamoDb = submit(threads, "DynamoDB Local", () -> dynamoDb(template, storage, opened));
      var sqs = submit(threads, "ElasticMQ", () -> sqs(template, storage, opened));
      var s3 = submit(threads, "S3Proxy", () -> s3(template, storage, opened));
      return together(get(dynamoDb), get(sqs), get(s3), opened);
    } catch (RuntimeException e) {
      closeAll(opened);
      throw e;
    }
  }

  private static Emulators together(
      Running<DynamoDbEmulator, DynamoDbClient> dynamoDb,
      Running<SqsEmulator, SqsClient> sqs,
      Running<S3Emulator, S3Client> s3,
      Deque<AutoCloseable> opened) {
    S3Presigner presigner = track(opened, Clients.s3Presigner(s3.emulator().endpoint()));
    return new Emulators(
        dynamoDb.emulator(),
        sqs.emulator(),
        s3.emulator(),
        dynamoDb.client(),
        sqs.client(),
        s3.client(),
        presigner,
        opened);
  }

  private static Running<DynamoDbEmulator, DynamoDbClient> dynamoDb(
      Template template, Storage storage, Deque<AutoCloseable> opened) throws Exception {
    DynamoDbEmulator emulator = track(opened, DynamoDbEmulator.start(storage));
    DynamoDbClient client = track(opened, Clients.dynamoDb(emulator.endpoint(), List.of()));
    template.tables().forEach(new Tables(client, storage)::ensure);
    return new Running<>(emulator, client);
  }

  private static Running<SqsEmulator, SqsClient> sqs(
      Template template, Storage storage, Deque<AutoCloseable> opened) throws Exception {
    SqsEmulator emulator = track(opened, SqsEmulator.start(storage, template.queues()));
    SqsClient client = track(opened, Clients.sqs(emulator.endpoint(), List.of()));
    new Queues(client, template.queues()).ensureAll();
    return new Running<>(emulator, client);
  }

  private static Running<S3Emulator, S3Client> s3(
      Template template, Storage storage, Deque<AutoCloseable> opened) throws Exception {
    S3Emulator emulator = track(opened, S3Emulator.start(storage));
    S3Client client = track(opened, Clients.s3(emulator.endpoint(), List.of()));
    template.buckets().forEach(new Buckets(client)::ensure);
    return new Running<>(emulator, client);
  }

  private static <T extends AutoCloseable> T track(Deque<AutoCloseable> opened, T resource) {
    synchronized (opened) {
      opened.push(resource);
    }
    return resource;
  }

  private static <T> Future<T> submit(ExecutorService threads, String name, Callable<T> start) {
    return threads.submit(
        () -> {
          long began = System.nanoTime();
          T started = start.call();
          long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began);
          LOG.info("{} is ready after {} ms", name, millis);
          return started;
        });
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

  @Override
  public void close() {
    closeAll(opened);
  }

  /** Ends all, the last opened first; one that fails does not keep the others alive. */
  private static void closeAll(Deque<AutoCloseable> opened) {
    synchronized (opened) {
      while (!opened.isEmpty()) {
        try {
          opened.pop().close();
        } catch (Exception e) {
          LOG.warn("a part of the local cloud did not close", e);
        }
      }
    }
  }
}
