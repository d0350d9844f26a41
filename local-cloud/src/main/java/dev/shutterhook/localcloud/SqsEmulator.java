package dev.shutterhook.localcloud;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import dev.shutterhook.localcloud.template.QueueResource;
import dev.shutterhook.localcloud.template.Template;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.pekko.actor.ActorRef;
import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.actor.Props;
import org.apache.pekko.pattern.Patterns;
import org.elasticmq.NodeAddress;
import org.elasticmq.RelaxedSQSLimits$;
import org.elasticmq.actor.QueueManagerActor;
import org.elasticmq.actor.queue.QueueEvent;
import org.elasticmq.rest.sqs.AutoCreateQueuesConfig$;
import org.elasticmq.rest.sqs.SQSRestServer;
import org.elasticmq.rest.sqs.TheSQSRestServerBuilder;
import org.elasticmq.util.NowProvider;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import scala.Option;
import scala.util.Either;

/**
 * ElasticMQ, wired here rather than by its own server class, which tells neither its free port nor
 * when the stored queues are back.
 */
final class SqsEmulator implements Emulator {
  private static final Logger LOG = LoggerFactory.getLogger(SqsEmulator.class);
  private static final Duration RESTORE_BUDGET = Duration.ofSeconds(30);
  private static final Duration STOP_BUDGET = Duration.ofSeconds(4);

  private static final Map<String, Object> SETTINGS =
      Map.of(
          "pekko.daemonic", "on",
          "pekko.loglevel", "WARNING",
          "pekko.stdout-loglevel", "WARNING",
          // A fault in an emulator must not end the host's JVM.
          "pekko.jvm-exit-on-fatal-error", "off",
          "pekko.http.server.max-connections", "1024");

  private final ActorSystem actors;
  private final @Nullable QueueStore store;
  private final URI endpoint;

  private SqsEmulator(ActorSystem actors, @Nullable QueueStore store, int port) {
    this.actors = actors;
    this.store = store;
    this.endpoint = Emulator.onPort(port);
  }

  /** Starts with the messages that the storage holds; those of a dead consumer are visible. */
  static SqsEmulator start(Storage storage, Collection<QueueResource> queues) throws Exception {
    QueueStore store =
        switch (storage) {
          case Storage.InMemory() -> null;
          case Storage.OnDisk(Path folder) -> QueueStore.open(folder);
        };
    if (store != null) {
      int released = store.release(queues, Instant.now());
      LOG.info("{} messages of a dead consumer are visible again", released);
    }
    Config config =
        ConfigFactory.parseMap(SETTINGS)
            .withFallback(ConfigFactory.load(SqsEmulator.class.getClassLoader()));
    ActorSystem actors =
        ActorSystem.create("elasticmq", config, SqsEmulator.class.getClassLoader());
    try {
      return start(actors, store);
    } catch (Exception | Error e) {
      stop(actors, store);
      throw e;
    }
  }

  private static SqsEmulator start(ActorSystem actors, @Nullable QueueStore store)
      throws Exception {
    Option<ActorRef> listener =
        store == null ? Option.empty() : Option.apply(actors.actorOf(store.actor()));
    ActorRef queues =
        actors.actorOf(
            Props.create(
                QueueManagerActor.class, new NowProvider(), RelaxedSQSLimits$.MODULE$, listener));
    if (listener.isDefined()) {
      restore(listener.get(), queues);
    }
    SQSRestServer server =
        new TheSQSRestServerBuilder(
                Option.apply(actors),
                Option.apply(queues),
                LOOPBACK,
                0,
                new NodeAddress("http", LOOPBACK, 0, ""),
                true,
                RelaxedSQSLimits$.MODULE$,
                Template.REGION,
                Template.ACCOUNT_ID,
                listener,
                AutoCreateQueuesConfig$.MODULE$.disabled())
            .start();
    return new SqsEmulator(actors, store, server.waitUntilStarted().localAddress().getPort());
  }

  private static void restore(ActorRef listener, ActorRef queues) throws Exception {
    Object answer =
        Patterns.ask(listener, new QueueEvent.Restore(queues), RESTORE_BUDGET)
            .toCompletableFuture()
            .get(RESTORE_BUDGET.toMillis(), TimeUnit.MILLISECONDS);
    if (!(answer instanceof Either<?, ?> either) || either.isLeft()) {
      throw new LocalCloudException("ElasticMQ could not restore its queues: " + answer);
    }
  }

  @Override
  public URI endpoint() {
    return endpoint;
  }

  @Override
  public void close() {
    stop(actors, store);
  }

  private static void stop(ActorSystem actors, @Nullable QueueStore store) {
    actors.terminate();
    try {
      actors
          .getWhenTerminated()
          .toCompletableFuture()
          .get(STOP_BUDGET.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (Exception e) {
      throw new LocalCloudException("ElasticMQ did not stop within " + STOP_BUDGET, e);
    } finally {
      if (store != null) {
        store.close();
      }
    }
  }
}
