package dev.shutterhook.submit;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import dev.shutterhook.core.account.Authenticator;
import dev.shutterhook.core.account.MonthlyQuota;
import dev.shutterhook.core.account.WebhookSecretStore;
import dev.shutterhook.core.aws.AwsClients;
import dev.shutterhook.core.batch.BatchStore;
import dev.shutterhook.core.capture.ArtifactLinks;
import dev.shutterhook.core.capture.CancelMarkStore;
import dev.shutterhook.core.capture.CaptureDocument;
import dev.shutterhook.core.capture.CaptureList;
import dev.shutterhook.core.capture.CaptureStore;
import dev.shutterhook.core.capture.PictureStore;
import dev.shutterhook.core.capture.SourceStore;
import dev.shutterhook.core.id.Id;
import dev.shutterhook.core.id.Ids;
import dev.shutterhook.core.json.Json;
import dev.shutterhook.core.log.EventLog;
import dev.shutterhook.core.queue.WorkQueue;
import dev.shutterhook.core.settle.BatchEndings;
import dev.shutterhook.core.settle.DeliveryDraft;
import dev.shutterhook.core.settle.Endings;
import dev.shutterhook.core.settle.EndpointCheck;
import dev.shutterhook.core.webhook.DeliveryDesk;
import dev.shutterhook.core.webhook.DeliveryStore;
import dev.shutterhook.core.webhook.EndpointStore;
import dev.shutterhook.core.webhook.Endpoints;
import dev.shutterhook.submit.batch.BatchRoutes;
import dev.shutterhook.submit.capture.Allowance;
import dev.shutterhook.submit.capture.Cancellation;
import dev.shutterhook.submit.capture.CaptureLookup;
import dev.shutterhook.submit.capture.DeleteCapture;
import dev.shutterhook.submit.capture.Intake;
import dev.shutterhook.submit.capture.ListCaptures;
import dev.shutterhook.submit.capture.OrderDesk;
import dev.shutterhook.submit.capture.Removal;
import dev.shutterhook.submit.capture.ShowImage;
import dev.shutterhook.submit.delivery.DeliveryRoutes;
import dev.shutterhook.submit.device.ListDevices;
import dev.shutterhook.submit.dialect.DialectRoutes;
import dev.shutterhook.submit.dialect.Pictures;
import dev.shutterhook.submit.http.Answer;
import dev.shutterhook.submit.http.Endpoint;
import dev.shutterhook.submit.http.ProblemCode;
import dev.shutterhook.submit.http.Request;
import dev.shutterhook.submit.http.Responses;
import dev.shutterhook.submit.http.Route;
import dev.shutterhook.submit.http.Routes;
import dev.shutterhook.submit.idempotency.Idempotency;
import dev.shutterhook.submit.openapi.OpenApi;
import dev.shutterhook.submit.usage.ShowUsage;
import dev.shutterhook.submit.webhook.TestSender;
import dev.shutterhook.submit.webhook.WebhookRoutes;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import software.amazon.awssdk.core.exception.SdkException;

/** The API's table of contents, and what becomes of a request in which something throws. */
final class Api {
  /** A store that could not be reached is mostly back by then. */
  static final Duration RETRY_AFTER = Duration.ofSeconds(5);

  private final Ids ids;
  private final EventLog log;
  private final Routes routes;

  Api(
      SubmitConfig config,
      AwsClients clients,
      InstantSource clock,
      RandomGenerator random,
      EventLog log) {
    this.ids = new Ids(clock, random);
    this.log = log;
    WebhookSecretStore secrets =
        new WebhookSecretStore(
            clients.dynamoDb(), config.accountsTable(), random, config.sealingKey());
    CaptureStore captures = new CaptureStore(clients.dynamoDb(), config.capturesTable());
    CaptureLookup lookup = new CaptureLookup(captures);
    ArtifactLinks links =
        new ArtifactLinks(
            clients.presigner(), config.artifactsBucket(), config.artifactUrlLifetime(), clock);
    CaptureDocument document = new CaptureDocument(links);
    Intake intake = intake(config, clients, captures, clock);
    Idempotency idempotency =
        new Idempotency(clients.dynamoDb(), config.capturesTable(), ids, clock, log);
    Endpoint list =
        new ListCaptures(
            new CaptureList(clients.dynamoDb(), config.capturesTable()), captures, document);
    this.routes =
        new Routes(
            new Authenticator(
                clients.dynamoDb(),
                config.accountsTable(),
                config.limits(),
                config.bootstrapApiKeyHash(),
                clock),
            Stream.of(
                    WebhookRoutes.on(secrets, sender(config, clients, document, clock), clock, log),
                    DeliveryRoutes.on(
                        clients.dynamoDb(),
                        config.deliveriesTable(),
                        captures,
                        new WorkQueue(clients.sqs(), config.deliverQueueUrl()),
                        clock,
                        log),
                    OpenApi.routes(),
                    BatchRoutes.on(
                        new BatchStore(clients.dynamoDb(), config.capturesTable()),
                        captures,
                        intake,
                        config.egressPolicy(),
                        Duration.ofDays(config.retentionDays()),
                        idempotency,
                        clock),
                    DialectRoutes.on(
                        config.egressPolicy(),
                        intake,
                        lookup,
                        new Pictures(
                            new PictureStore(clients.s3(), config.artifactsBucket()), links),
                        document,
                        idempotency),
                    List.of(
                        Route.keyed("GET", "/v1/captures", list),
                        Route.keyed(
                            "DELETE",
                            "/v1/captures/{id}",
                            new DeleteCapture(
                                lookup,
                                cancellation(config, clients, captures, document, clock),
                                removal(config, clients, captures),
                                document)),
                        Route.keyed("GET", "/v1/captures/{id}/image", new ShowImage(lookup, links)),
                        Route.keyed("GET", "/v1/usage", usage(config, clients, captures, clock)),
                        Route.keyed("GET", "/v1/devices", new ListDevices()),
                        Route.open("GET", "/healthz", (request, caller, variable) -> healthy())))
                .flatMap(List::stream)
                .toList());
  }

  private TestSender sender(
      SubmitConfig config, AwsClients clients, CaptureDocument document, InstantSource clock) {
    return new TestSender(
        new TestSender.Rules(config.egressPolicy(), Duration.ofDays(config.retentionDays())),
        document,
        desk(config, clients),
        ids,
        clock,
        log);
  }

  APIGatewayV2HTTPResponse answer(APIGatewayV2HTTPEvent event, Duration timeLeft) {
    Id id = ids.next(Id.Kind.REQUEST);
    Answer answer = answer(id, event, timeLeft);
    if (answer instanceof Answer.Problem problem) {
      log.event("request.refused")
          .with("request", id)
          .with("code", problem.code().code())
          .with("faults", problem.faults().size())
          .write();
    }
    return Responses.write(id, routes.dialectOf(event.getRawPath()), answer);
  }

  private Answer answer(Id id, APIGatewayV2HTTPEvent event, Duration timeLeft) {
    try {
      return routes.answer(Request.of(id, event, timeLeft));
    } catch (SdkException e) {
      log.problem("request.unavailable").with("request", id).because(e).write();
      return Answer.Problem.passing(
          ProblemCode.UNAVAILABLE, "The store cannot be reached; please try again.", RETRY_AFTER);
    } catch (RuntimeException e) {
      log.problem("request.failed").with("request", id).because(e).write();
      return Answer.Problem.of(
          ProblemCode.INTERNAL, "If it stays, tell the operator the id of this request.");
    }
  }

  private Intake intake(
      SubmitConfig config, AwsClients clients, CaptureStore captures, InstantSource clock) {
    Allowance allowance =
        new Allowance(
            captures,
            new MonthlyQuota(clients.dynamoDb(), config.accountsTable()),
            config.capturesInFlight(),
            log);
    Intake.Stores stores =
        new Intake.Stores(
            captures,
            new SourceStore(clients.s3(), config.artifactsBucket()),
            new OrderDesk(new WorkQueue(clients.sqs(), config.renderQueueUrl()), captures, clock));
    return new Intake(
        new Intake.Rules(Duration.ofDays(config.retentionDays()), config.sealingKey()),
        allowance,
        stores,
        ids,
        clock,
        log);
  }

  private Cancellation cancellation(
      SubmitConfig config,
      AwsClients clients,
      CaptureStore captures,
      CaptureDocument document,
      InstantSource clock) {
    Endings endings = endings(config, clients, captures, document, clock);
    CancelMarkStore marks = new CancelMarkStore(clients.s3(), config.artifactsBucket());
    return new Cancellation(captures, marks, endings, clock, log);
  }

  private Endings endings(
      SubmitConfig config,
      AwsClients clients,
      CaptureStore captures,
      CaptureDocument document,
      InstantSource clock) {
    EndpointStore endpoints = new EndpointStore(clients.dynamoDb(), config.deliveriesTable());
    EndpointCheck check = new EndpointCheck(new Endpoints(endpoints, clock));
    DeliveryStore deliveries = new DeliveryStore(clients.dynamoDb(), config.deliveriesTable());
    DeliveryDesk desk = desk(config, clients);
    BatchEndings batches =
        new BatchEndings(
            clients.dynamoDb(),
            new BatchStore(clients.dynamoDb(), config.capturesTable()),
            captures,
            deliveries,
            check,
            desk,
            ids,
            clock,
            log);
    DeliveryDraft draft = new DeliveryDraft(document, check, ids);
    return new Endings(clients.dynamoDb(), captures, deliveries, draft, desk, batches, clock);
  }

  private Removal removal(SubmitConfig config, AwsClients clients, CaptureStore captures) {
    return new Removal(
        captures,
        new PictureStore(clients.s3(), config.artifactsBucket()),
        new SourceStore(clients.s3(), config.artifactsBucket()),
        log);
  }

  private DeliveryDesk desk(SubmitConfig config, AwsClients clients) {
    return new DeliveryDesk(
        clients.dynamoDb(),
        new DeliveryStore(clients.dynamoDb(), config.deliveriesTable()),
        new WorkQueue(clients.sqs(), config.deliverQueueUrl()),
        log);
  }

  private static ShowUsage usage(
      SubmitConfig config, AwsClients clients, CaptureStore captures, InstantSource clock) {
    MonthlyQuota quota = new MonthlyQuota(clients.dynamoDb(), config.accountsTable());
    return new ShowUsage(quota, captures, config.capturesInFlight(), clock);
  }

  private static Answer healthy() {
    return Answer.Reply.ok(Json.mapper().createObjectNode().put("status", "ok"));
  }
}
