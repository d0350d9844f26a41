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
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
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
}
