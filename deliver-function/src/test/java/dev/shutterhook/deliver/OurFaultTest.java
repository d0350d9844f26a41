package dev.shutterhook.deliver;

import static dev.shutterhook.deliver.Bench.event;
import static dev.shutterhook.deliver.Bench.ids;
import static dev.shutterhook.deliver.Bench.kept;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import dev.shutterhook.core.aws.AwsClients;
import dev.shutterhook.core.fixture.CloudExtension;
import dev.shutterhook.core.webhook.Delivery;
import dev.shutterhook.localcloud.LocalCloud;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** What is broken here is ours: the ticket stays, and the receiver is charged no attempt. */
@ExtendWith(CloudExtension.class)
class OurFaultTest {
  private final Bench bench;
  private final Receivers receivers = new Receivers();
  private final Delivery delivery;
  private final SQSMessage ticket;

  OurFaultTest(LocalCloud cloud) {
    bench = new Bench(cloud);
    delivery = bench.pending(receivers.url("ok"));
    ticket = bench.ticket(delivery);
  }

  @BeforeEach
  void nothingHasHappenedYet() {
    assertEquals(0, bench.again(delivery).attempts());
  }

  @AfterEach
  void end() {
    receivers.close();
  }

  private void keepsTheTicketWithoutAnAttempt(DeliverFunction broken) {
    assertEquals(ids(ticket), kept(Bench.invoke(broken, event(ticket))));
    assertEquals(0, bench.again(delivery).attempts());
    assertEquals(List.of(), bench.attempts(delivery));
    assertEquals(List.of(), receivers.at("ok"));
    try (DeliverFunction mended = bench.deliver()) {
      assertEquals(List.of(), kept(Bench.invoke(mended, event(ticket))));
    }
    assertEquals(1, bench.again(delivery).attempts());
  }

  @Test
  void theGuardIsNotRunning() {
    DeliverFunction broken = bench.deliver();
    broken.close();
    keepsTheTicketWithoutAnAttempt(broken);
  }

  @Test
  void theSecretCannotBeRead() {
    try (DeliverFunction broken = bench.deliver(Map.of("ACCOUNTS_TABLE", "nowhere"))) {
      keepsTheTicketWithoutAnAttempt(broken);
    }
  }

  @Test
  void theStoreCannotBeReached() {
    try (DynamoDbClient nobody =
            DynamoDbClient.builder()
                .endpointOverride(URI.create(Receivers.refusesConnections()))
                .region(Region.US_EAST_1)
                .credentialsProvider(AnonymousCredentialsProvider.create())
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .build();
        DeliverFunction broken =
            new DeliverFunction(
                bench.deliverConfig(Map.of()),
                new AwsClients(nobody, bench.aws.sqs(), bench.aws.s3(), bench.aws.presigner()))) {
      keepsTheTicketWithoutAnAttempt(broken);
    }
  }

  /** Whoever has received it receives it again, which is better than never. */
  private void keepsWhatWasUnderWay(DeliverFunction doomed, Runnable blow) throws Exception {
    CountDownLatch here = new CountDownLatch(1);
    CountDownLatch over = new CountDownLatch(1);
    receivers.serve(
        "witness",
        exchange -> {
          here.countDown();
          over.await();
          exchange.sendResponseHeaders(204, -1);
        });
    Delivery underWay = bench.pending(receivers.url("witness"));
    SQSMessage itsTicket = bench.ticket(underWay);
    FutureTask<List<String>> kept =
        new FutureTask<>(() -> kept(Bench.invoke(doomed, event(itsTicket))));
    Thread.ofVirtual().start(kept);
    here.await();
    blow.run();
    over.countDown();
    assertEquals(ids(itsTicket), kept.get());
    assertEquals(0, bench.again(underWay).attempts());
    assertEquals(List.of(), bench.attempts(underWay));
  }

  @Test
  void theGuardEndsInTheMiddle() throws Exception {
    DeliverFunction doomed = bench.deliver();
    keepsWhatWasUnderWay(doomed, doomed::close);
  }

  @Test
  void theStoreEndsInTheMiddle() throws Exception {
    try (Relay relay = new Relay(bench.dynamoDbEndpoint());
        DynamoDbClient mortal = client(relay.endpoint());
        DeliverFunction doomed =
            new DeliverFunction(
                bench.deliverConfig(Map.of()),
                new AwsClients(mortal, bench.aws.sqs(), bench.aws.s3(), bench.aws.presigner()))) {
      keepsWhatWasUnderWay(doomed, relay::close);
    }
  }

  private static DynamoDbClient client(URI endpoint) {
    return DynamoDbClient.builder()
        .endpointOverride(endpoint)
        .region(Region.US_EAST_1)
        .credentialsProvider(
            StaticCredentialsProvider.create(
                AwsBasicCredentials.create("shutterhooklocal", "shutterhook-local-secret")))
        .httpClientBuilder(UrlConnectionHttpClient.builder())
        .build();
  }
}
