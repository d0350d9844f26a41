package dev.shutterhook.core.settle;

import static dev.shutterhook.core.fixture.CaptureFixture.aCapture;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.shutterhook.core.capture.ArtifactLinks;
import dev.shutterhook.core.capture.Capture;
import dev.shutterhook.core.capture.CaptureDocument;
import dev.shutterhook.core.capture.CaptureStatus;
import dev.shutterhook.core.capture.CaptureStore;
import dev.shutterhook.core.fixture.CaptureFixture;
import dev.shutterhook.core.fixture.CloudExtension;
import dev.shutterhook.core.fixture.DeliveryScan;
import dev.shutterhook.core.fixture.LogLines;
import dev.shutterhook.core.fixture.RequestFixture;
import dev.shutterhook.core.fixture.TestClock;
import dev.shutterhook.core.id.Id;
import dev.shutterhook.core.id.Ids;
import dev.shutterhook.core.queue.WorkQueue;
import dev.shutterhook.core.webhook.Delivery;
import dev.shutterhook.core.webhook.DeliveryState;
import dev.shutterhook.core.webhook.DeliveryStore;
import dev.shutterhook.core.webhook.EndpointHealth;
import dev.shutterhook.core.webhook.EndpointReport;
import dev.shutterhook.core.webhook.EndpointStore;
import dev.shutterhook.localcloud.LocalCloud;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/**
 * The end of a capture and its webhook, wherever whoever writes them ends. Real: tables, queues.
 */
@ExtendWith(CloudExtension.class)
class EndingsTest {
  private static final String HOST = "hooks.example.com";

  private final String account = "account-" + UUID.randomUUID();
  private final TestClock clock = TestClock.atNow();
  private final LocalCloud cloud;
  private final CaptureStore captures;
  private final DeliveryStore deliveries;
  private final CaptureFixture fixture =
      aCapture()
          .of(account)
          .of(RequestFixture.aRequest().with("webhook_url", "https://" + HOST + "/"))
          .createdAt(clock.instant());

  EndingsTest(LocalCloud cloud) {
    this.cloud = cloud;
    captures = new CaptureStore(cloud.dynamoDb(), cloud.tableName("CapturesTable"));
    deliveries = new DeliveryStore(cloud.dynamoDb(), cloud.tableName("DeliveriesTable"));
    captures.create(List.of(fixture.queued()), clock.instant().plus(Duration.ofDays(1)));
  }

  private Endings endings(DynamoDbClient dynamoDb) {
    SettleStores stores =
        new SettleStores(
            dynamoDb,
            cloud.tableName("CapturesTable"),
            cloud.tableName("DeliveriesTable"),
            new WorkQueue(cloud.sqs(), cloud.queueUrl("DeliverQueue")),
            new WorkQueue(cloud.sqs(), cloud.queueUrl("CompareQueue")));
    ArtifactLinks links =
        new ArtifactLinks(
            cloud.s3Presigner(), cloud.bucketName("ArtifactsBucket"), Duration.ofHours(1), clock);
    return new Endings(
        stores, new CaptureDocument(links), Ids.secure(), clock, new LogLines(clock).log());
  }

  private Endings endings() {
    return endings(cloud.dynamoDb());
  }

  private Capture stored() {
    return captures.find(fixture.queued().id()).orElseThrow();
  }

  private List<Id> all() {
    return DeliveryScan.ids(
        cloud.dynamoDb(), cloud.tableName("DeliveriesTable"), "account", account);
  }

  /** Meets the write that ends the capture: its request, or its answer. */
  private abstract static class Mishap implements ExecutionInterceptor {
    final AtomicBoolean over = new AtomicBoolean();

    boolean here(Context.BeforeExecution context) {
      return context.request() instanceof UpdateItemRequest update
          && update.updateExpression().contains("completed_at")
          && over.compareAndSet(false, true);
    }
  }

  @Test
  void namesTheDeliveryByTheWriteThatEndsTheCapture() {
    assertTrue(endings().end(fixture.completed()));
    assertEquals(all(), stored().told());
    Delivery delivery = deliveries.find(all().getFirst()).orElseThrow();
    assertTrue(delivery.prepared(), "no write says what the capture says");
    assertEquals(DeliveryState.PENDING, delivery.state());
  }

  @Test
  void leavesADeliveryThatNobodyNamesWhereItEndsBetweenTheTwoWrites() {
    Mishap crash =
        new Mishap() {
          @Override
          public void beforeExecution(
              Context.BeforeExecution context, ExecutionAttributes attributes) {
            if (here(context)) {
              throw new IllegalStateException("crashed");
            }
          }
        };
    try (DynamoDbClient dynamoDb = cloud.dynamoDb(List.of(crash))) {
      Endings ending = endings(dynamoDb);
      assertThrows(IllegalStateException.class, () -> ending.end(fixture.completed()));
      assertEquals(CaptureStatus.QUEUED, stored().status());
      Id orphan = all().getFirst();
      assertTrue(deliveries.find(orphan).orElseThrow().prepared());

      assertTrue(ending.end(fixture.completed()), "the outcome comes again");
      assertEquals(1, stored().told().size());
      assertFalse(stored().told().contains(orphan));
      assertTrue(
          deliveries
              .overdue(clock.instant().plus(DeliveryStore.OUTBOX_MAX_AGE).plusMillis(1), 1_000)
              .contains(orphan),
          "it is found");
    }
  }

  /** The SDK makes a call again that was not answered; the second time the condition fails. */
  @Test
  void hasEndedACaptureWhoseAnswerGotLost() {
    Mishap loss =
        new Mishap() {
          @Override
          public SdkHttpResponse modifyHttpResponse(
              Context.ModifyHttpResponse context, ExecutionAttributes attributes) {
            return here(context)
                ? context.httpResponse().toBuilder().statusCode(500).build()
                : context.httpResponse();
          }
        };
    try (DynamoDbClient dynamoDb = cloud.dynamoDb(List.of(loss))) {
      assertTrue(endings(dynamoDb).end(fixture.completed()));
    }
    assertTrue(loss.over.get());
    assertEquals(CaptureStatus.COMPLETED, stored().status());
    assertEquals(all(), stored().told());
  }

  @Test
  void leavesNothingWhereAnotherEndWasQuicker() {
    assertTrue(endings().end(fixture.queued().canceled(clock.instant())));
    List<Id> told = stored().told();
    assertFalse(endings().end(fixture.completed()));
    assertEquals(told, stored().told());
    assertEquals(told, all());
  }

  @Test
  void leavesNothingWhereTheCaptureIsThere() {
    assertTrue(endings().create(fixture.completed(), clock.instant()).isEmpty());
    assertEquals(List.of(), all());
    Capture other = aCapture().of(account).of(withHook()).completed();
    Capture created =
        endings().create(other, clock.instant().plus(Duration.ofDays(1))).orElseThrow();
    assertEquals(all(), created.told());
    assertEquals(Optional.of(created), captures.find(other.id()));
  }

  private static RequestFixture withHook() {
    return RequestFixture.aRequest().with("webhook_url", "https://" + HOST + "/");
  }

  /** Nobody looks after what is at its end, and a client might replay it. */
  @Test
  void writesBothAtOnceWhereTheWebhookIsGivenUpFromTheBeginning() {
    new EndpointStore(cloud.dynamoDb(), cloud.tableName("DeliveriesTable"))
        .store(
            account,
            HOST,
            EndpointHealth.UNKNOWN.gone(new EndpointReport(clock.instant(), 410, null)),
            clock.instant());
    assertTrue(endings().end(fixture.completed()));
    assertFalse(endings().end(fixture.failed()));
    assertEquals(all(), stored().told());
    Delivery delivery = deliveries.find(all().getFirst()).orElseThrow();
    assertEquals(DeliveryState.EXHAUSTED, delivery.state());
    assertFalse(delivery.prepared());
  }
}
