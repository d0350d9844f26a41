package dev.shutterhook.deliver;

import static dev.shutterhook.deliver.Bench.event;
import static dev.shutterhook.deliver.Bench.ids;
import static dev.shutterhook.deliver.Bench.kept;
import static dev.shutterhook.deliver.Bench.message;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.shutterhook.core.capture.Capture;
import dev.shutterhook.core.capture.CaptureStatus;
import dev.shutterhook.core.cost.BilledShare;
import dev.shutterhook.core.fixture.CloudExtension;
import dev.shutterhook.core.fixture.RequestFixture;
import dev.shutterhook.core.fixture.permission.RecordedCalls;
import dev.shutterhook.core.id.Ids;
import dev.shutterhook.core.json.Json;
import dev.shutterhook.core.render.Failure;
import dev.shutterhook.core.render.FailureCode;
import dev.shutterhook.core.render.RenderOrder;
import dev.shutterhook.core.render.RenderReport;
import dev.shutterhook.core.webhook.Delivery;
import dev.shutterhook.core.webhook.DeliveryStore;
import dev.shutterhook.core.webhook.DeliveryTicket;
import dev.shutterhook.localcloud.LocalCloud;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;

@ExtendWith(CloudExtension.class)
class SettleFunctionTest {
  private final LocalCloud cloud;
  private final Bench bench;
  private final SettleFunction settle;

  SettleFunctionTest(LocalCloud cloud) {
    this.cloud = cloud;
    bench = new Bench(cloud);
    settle = bench.settle();
  }

  private List<String> handle(SQSMessage... messages) {
    return kept(Bench.invoke(settle, event(messages)));
  }

  private Capture queued() {
    return bench.queued(RequestFixture.aRequest().withCallback());
  }

  private RenderReport failed(Capture capture) {
    return new RenderReport.RenderFailed(
        RenderReport.SCHEMA,
        capture.id(),
        capture.token(),
        bench.clock.instant(),
        bench.clock.instant(),
        Failure.of(FailureCode.TIMEOUT),
        new BilledShare(160, 3_008, 1));
  }

  private List<Delivery> ticketed() {
    return bench.tickets().stream()
        .map(message -> Json.read(message.getBody(), DeliveryTicket.class))
        .map(ticket -> bench.deliveries.find(ticket.delivery()).orElseThrow())
        .toList();
  }

  @Test
  void completesACaptureAndSendsATicketForItsWebhook() {
    Capture capture = queued();
    assertEquals(List.of(), handle(message(bench.rendered(capture))));
    Capture settled = bench.again(capture);
    assertEquals(CaptureStatus.COMPLETED, settled.status());
    Delivery delivery = ticketed().getFirst();
    assertEquals(List.of(delivery.id()), settled.told());
    assertEquals(capture.id(), delivery.capture());
    assertEquals(bench.account, delivery.account());
    assertEquals(bench.expiresAt(), delivery.expiresAt());
    JsonNode body = Json.tree(delivery.body());
    assertEquals("capture.completed", body.path("type").asText());
    JsonNode data = body.path("data");
    assertEquals(capture.id().toString(), data.path("id").asText());
    assertEquals("completed", data.path("status").asText());
    assertEquals(12, data.path("timings").path("queued_ms").asInt());
    assertEquals(1, data.path("deliveries").path("pending").asInt());
    assertTrue(data.path("artifacts").path(0).path("url").asText().contains("X-Amz-Signature="));
  }

  @Test
  void failsACaptureAndTellsWhy() {
    Capture capture = queued();
    assertEquals(List.of(), handle(message(failed(capture))));
    assertEquals(Failure.of(FailureCode.TIMEOUT), bench.again(capture).failure());
    JsonNode body = Json.tree(ticketed().getFirst().body());
    assertEquals("capture.failed", body.path("type").asText());
    assertEquals("timeout", body.path("data").path("error").path("code").asText());
  }

  @Test
  void failsACaptureWhoseOrderCrashedEveryRenderer() {
    Capture capture = queued();
    RenderOrder order =
        new RenderOrder(
            RenderOrder.SCHEMA,
            capture.id(),
            capture.token(),
            capture.createdAt(),
            capture.options(),
            null,
            null);
    assertEquals(List.of(), handle(message(order)));
    assertEquals(Failure.of(FailureCode.RENDER_CRASHED), bench.again(capture).failure());
    assertEquals(1, ticketed().size());
  }

  /** It may have crashed them because of just that. */
  @Test
  void failsACaptureWhoseOrderNobodyCanRead() {
    Capture capture = queued();
    ObjectNode order = Json.mapper().createObjectNode().put("schema", 99);
    order.put("capture", capture.id().toString()).put("token", capture.token()).put("options", 7);
    assertEquals(List.of(), handle(message(Json.write(order))));
    assertEquals(Failure.of(FailureCode.RENDER_CRASHED), bench.again(capture).failure());
  }

  @Test
  void notesThatRenderingBegan() {
    Capture capture = queued();
    Instant at = bench.clock.instant();
    handle(
        message(new RenderReport.Started(RenderReport.SCHEMA, capture.id(), capture.token(), at)));
    assertEquals(CaptureStatus.RENDERING, bench.again(capture).status());
    assertEquals(at, bench.again(capture).startedAt());
    handle(message(bench.rendered(capture)));
    handle(
        message(new RenderReport.Started(RenderReport.SCHEMA, capture.id(), capture.token(), at)));
    assertEquals(CaptureStatus.COMPLETED, bench.again(capture).status());
  }

  @Test
  void tellsNobodyWhereNobodyAskedToBeTold() {
    Capture silent = bench.queued(RequestFixture.aRequest());
    Capture picky =
        bench.queued(
            RequestFixture.aRequest()
                .withCallback()
                .with("webhook_events", List.of("capture.failed")));
    handle(message(bench.rendered(silent)), message(bench.rendered(picky)));
    assertEquals(CaptureStatus.COMPLETED, bench.again(silent).status());
    assertEquals(CaptureStatus.COMPLETED, bench.again(picky).status());
    assertEquals(List.of(), bench.again(picky).told());
    assertEquals(List.of(), ticketed());
  }

  @Test
  void changesNothingByASecondOutcome() {
    Capture capture = queued();
    handle(message(bench.rendered(capture)));
    Capture settled = bench.again(capture);
    assertEquals(List.of(), handle(message(failed(capture)), message(bench.rendered(capture))));
    assertEquals(settled, bench.again(capture));
    assertEquals(1, ticketed().size());
  }

  @Test
  void settlesOnceUnderTwentyOutcomesAtTheSameTime()
      throws InterruptedException, ExecutionException {
    Capture capture = queued();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<SQSBatchResponse>> batches =
          IntStream.range(0, 2)
              .mapToObj(_ -> tenOutcomes(capture))
              .map(batch -> threads.submit(() -> Bench.invoke(settle, event(batch))))
              .toList();
      for (Future<SQSBatchResponse> batch : batches) {
        assertTrue(kept(batch.get()).size() < 10);
      }
    }
    assertTrue(bench.again(capture).status().terminal());
    List<Delivery> ticketed = ticketed();
    assertEquals(1, ticketed.size());
    assertEquals(List.of(ticketed.getFirst().id()), bench.again(capture).told());
    assertEquals(1, stored(capture, bench.expiresAt()), "the others' are gone");
    assertEquals(List.of(), handle(tenOutcomes(capture)));
    assertEquals(List.of(), bench.buried(bench.outcomeDeadLetters));
  }

  private SQSMessage[] tenOutcomes(Capture capture) {
    return IntStream.range(0, 10)
        .mapToObj(i -> message(i % 2 == 0 ? bench.rendered(capture) : failed(capture)))
        .toArray(SQSMessage[]::new);
  }

  @Test
  void believesNobodyWithoutTheOrdersToken() {
    Capture capture = queued();
    String forged = Json.write(bench.rendered(capture)).replace(capture.token(), "guessed");
    String started =
        Json.write(
            new RenderReport.Started(
                RenderReport.SCHEMA, capture.id(), "guessed", bench.clock.instant()));
    assertEquals(List.of(), handle(message(forged), message(started)));
    assertEquals(CaptureStatus.QUEUED, bench.again(capture).status());
    assertEquals(List.of("unknown_order " + forged), bench.buried(bench.outcomeDeadLetters));
  }

  @Test
  void leavesACanceledCaptureAsItIsWhateverTheRendererSays() {
    Capture capture = queued();
    cancel(capture);
    Capture canceled = bench.again(capture);
    assertEquals(List.of(), handle(message(bench.rendered(capture)), message(failed(capture))));
    assertEquals(canceled, bench.again(capture));
    assertEquals(List.of(), bench.tickets());
    assertEquals(List.of(), bench.buried(bench.outcomeDeadLetters));
  }

  /** What its client deleted is no foreign capture, and nobody need be woken. */
  @Test
  void buriesNoReportOfACaptureThatIsGone() {
    Capture capture = queued();
    bench.forget(capture.id());
    String order = Json.write(Map.of("capture", capture.id(), "token", "t", "options", "broken"));
    assertEquals(
        List.of(),
        handle(message(bench.rendered(capture)), message(failed(capture)), message(order)));
    assertEquals(List.of(), bench.buried(bench.outcomeDeadLetters));
    assertEquals(Optional.empty(), bench.captures.find(capture.id()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "not json",
        "[]",
        "{}",
        "{\"report\":\"exploded\"}",
        "{\"report\":\"failed\",\"schema\":1}",
        "{\"options\":{},\"token\":\"t\",\"capture\":\"dlv_01K8ZTQ700000000000000000A\"}"
      })
  void buriesWhatIsNotOursOnceAndDoesTheRestOfTheBatch(String foreign) {
    Capture capture = queued();
    assertEquals(List.of(), handle(message(foreign), message(bench.rendered(capture))));
    assertEquals(CaptureStatus.COMPLETED, bench.again(capture).status());
    assertEquals(List.of("not_ours " + foreign), bench.buried(bench.outcomeDeadLetters));
  }

  /** A deployment changes one function after the other. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"report\":\"started\",\"schema\":2,\"capture\":\"cap_01K8ZTQ700000000000000000A\"}",
        "{\"report\":\"postponed\",\"schema\":2}"
      })
  void keepsWhatIsOfANewerVersion(String newer) {
    Capture capture = queued();
    SQSMessage kept = message(newer);
    assertEquals(ids(kept), handle(kept, message(bench.rendered(capture))));
    assertEquals(CaptureStatus.COMPLETED, bench.again(capture).status());
    assertEquals(List.of(), bench.buried(bench.outcomeDeadLetters));
  }

  /** Whoever took the renderer over may not hand the client files that nobody ordered. */
  @Test
  void takesNoArtifactThatWasNotOrdered() {
    Capture capture = queued();
    String report =
        Json.write(bench.rendered(capture))
            .replace("\"format\":\"png\"", "\"format\":\"pdf\"")
            .replace(".png\"", ".pdf\"");
    assertEquals(List.of(), handle(message(report)));
    assertEquals(Failure.of(FailureCode.RENDER_CRASHED), bench.again(capture).failure());
  }

  @Test
  void boundsTheTimesThatARendererReports() {
    Capture capture = queued();
    bench.clock.forward(Duration.ofSeconds(5));
    String report =
        Json.write(failed(capture))
            .replaceFirst("\"started_at\":\"[^\"]*\"", "\"started_at\":\"1970-01-01T00:00:00Z\"")
            .replaceFirst("\"finished_at\":\"[^\"]*\"", "\"finished_at\":\"9999-01-01T00:00:00Z\"");
    handle(message(report));
    Capture settled = bench.again(capture);
    assertEquals(capture.createdAt(), settled.startedAt());
    assertEquals(bench.clock.instant(), settled.completedAt());
  }

  @Test
  void keepsAnOutcomeThatCannotBeBuried() {
    SettleConfig config = bench.settleConfig();
    SettleFunction broken =
        new SettleFunction(
            new SettleConfig(
                config.capturesTable(),
                config.deliveriesTable(),
                config.artifactsBucket(),
                config.deliverQueueUrl(),
                config.compareQueueUrl(),
                config.outcomeDeadLettersUrl() + "-nowhere",
                config.artifactUrlLifetime(),
                config.metricsNamespace()),
            bench.settleClients(),
            bench.clock,
            Ids.secure());
    SQSMessage foreign = message("not json");
    assertEquals(ids(foreign), kept(Bench.invoke(broken, event(foreign))));
  }

  @Test
  void leavesADeliveryWhoseTicketWasNotSentToBeFound() {
    Capture capture = queued();
    SettleConfig config = bench.settleConfig();
    SettleFunction broken =
        new SettleFunction(
            new SettleConfig(
                config.capturesTable(),
                config.deliveriesTable(),
                config.artifactsBucket(),
                config.deliverQueueUrl() + "-nowhere",
                config.compareQueueUrl(),
                config.outcomeDeadLettersUrl(),
                config.artifactUrlLifetime(),
                config.metricsNamespace()),
            bench.settleClients(),
            bench.clock,
            Ids.secure());
    SQSMessage outcome = message(bench.rendered(capture));
    assertEquals(List.of(), kept(Bench.invoke(broken, event(outcome))));
    Instant later = bench.clock.instant().plus(DeliveryStore.OUTBOX_MAX_AGE).plusMillis(1);
    assertEquals(1, stored(capture, later));
  }

  /** Deliveries of a capture that somebody must look after at that time. */
  private long stored(Capture capture, Instant later) {
    return bench.deliveries.overdue(later, 1_000).stream()
        .flatMap(id -> bench.deliveries.find(id).stream())
        .filter(delivery -> delivery.capture().equals(capture.id()))
        .count();
  }

  /** Its client canceled it between the two writes that end it. */
  @Test
  void leavesNoWebhookOfAnEndThatCameTooLate() {
    Capture capture = queued();
    ExecutionInterceptor client =
        new ExecutionInterceptor() {
          @Override
          public void afterExecution(Context.AfterExecution call, ExecutionAttributes attributes) {
            if (call.request() instanceof PutItemRequest) {
              cancel(capture);
            }
          }
        };
    SettleFunction late =
        new SettleFunction(
            bench.settleConfig(),
            RecordedCalls.of(cloud, "SettleFunction", client),
            bench.clock,
            Ids.secure());
    SQSMessage outcome = message(bench.rendered(capture));
    assertEquals(List.of(), kept(Bench.invoke(late, event(outcome))));
    assertEquals(CaptureStatus.CANCELED, bench.again(capture).status());
    assertEquals(0, stored(capture, bench.expiresAt()));
    assertEquals(List.of(), bench.tickets());
  }

  private void cancel(Capture capture) {
    bench
        .aws
        .dynamoDb()
        .transactWriteItems(
            write ->
                write.transactItems(
                    bench.captures.settling(capture.canceled(bench.clock.instant()))));
  }

  @Test
  void stampsTheWebhookWithTheTimeOfSettling() {
    Capture capture = queued();
    handle(message(bench.rendered(capture)));
    String timestamp = Json.tree(ticketed().getFirst().body()).path("timestamp").asText();
    assertEquals(bench.clock.instant(), Instant.parse(Objects.requireNonNull(timestamp)));
  }
}
