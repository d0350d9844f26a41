package dev.shutterhook.submit;

import dev.shutterhook.core.account.MonthlyCost;
import dev.shutterhook.core.account.MonthlyQuota;
import dev.shutterhook.core.account.WebhookSecretStore;
import dev.shutterhook.core.aws.AwsClients;
import dev.shutterhook.core.batch.BatchStore;
import dev.shutterhook.core.cache.CacheStore;
import dev.shutterhook.core.capture.ArtifactLinks;
import dev.shutterhook.core.capture.CancelMarkStore;
import dev.shutterhook.core.capture.CaptureDocument;
import dev.shutterhook.core.capture.CaptureList;
import dev.shutterhook.core.capture.CaptureStore;
import dev.shutterhook.core.capture.DeliveryTally;
import dev.shutterhook.core.capture.PictureStore;
import dev.shutterhook.core.capture.SourceStore;
import dev.shutterhook.core.id.Ids;
import dev.shutterhook.core.json.Json;
import dev.shutterhook.core.log.EventLog;
import dev.shutterhook.core.monitor.AcceptedLooks;
import dev.shutterhook.core.monitor.MonitorStore;
import dev.shutterhook.core.monitor.RunStore;
import dev.shutterhook.core.queue.WorkQueue;
import dev.shutterhook.core.settle.Endings;
import dev.shutterhook.core.settle.SettleStores;
import dev.shutterhook.core.webhook.DeliveryStore;
import dev.shutterhook.submit.batch.BatchRoutes;
import dev.shutterhook.submit.capture.Allowance;
import dev.shutterhook.submit.capture.Cancellation;
import dev.shutterhook.submit.capture.CaptureLookup;
import dev.shutterhook.submit.capture.DeleteCapture;
import dev.shutterhook.submit.capture.Intake;
import dev.shutterhook.submit.capture.ListCaptures;
import dev.shutterhook.submit.capture.OrderDesk;
import dev.shutterhook.submit.capture.Removal;
import dev.shutterhook.submit.capture.Reuse;
import dev.shutterhook.submit.capture.ShowImage;
import dev.shutterhook.submit.delivery.DeliveryRoutes;
import dev.shutterhook.submit.device.ListDevices;
import dev.shutterhook.submit.dialect.DialectRoutes;
import dev.shutterhook.submit.dialect.Pictures;
import dev.shutterhook.submit.http.Answer;
import dev.shutterhook.submit.http.Route;
import dev.shutterhook.submit.idempotency.Idempotency;
import dev.shutterhook.submit.monitor.MonitorRoutes;
import dev.shutterhook.submit.openapi.OpenApi;
import dev.shutterhook.submit.tick.RunStart;
import dev.shutterhook.submit.usage.ShowUsage;
import dev.shutterhook.submit.webhook.Samples;
import dev.shutterhook.submit.webhook.TestSender;
import dev.shutterhook.submit.webhook.WebhookRoutes;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The API's table of contents: which route leads where, and what stands behind it. */
final class ApiRoutes {
  private final SubmitConfig config;
  private final AwsClients clients;
  private final Ids ids;
  private final InstantSource clock;
  private final EventLog log;
  private final SettleStores stores;
  private final CaptureStore captures;
  private final CaptureLookup lookup;
  private final MonitorStore monitors;
  private final PictureStore pictures;
  private final SourceStore sources;
  private final ArtifactLinks links;
  private final DeliveryStore deliveries;
  private final DeliveryTally tally;
  private final CaptureDocument document;
  private final Endings endings;
  private final MonthlyQuota quota;

  ApiRoutes(SubmitConfig config, AwsClients clients, Ids ids, InstantSource clock, EventLog log) {
    this.config = config;
    this.clients = clients;
    this.ids = ids;
    this.clock = clock;
    this.log = log;
    this.stores =
        new SettleStores(
            clients.dynamoDb(),
            config.capturesTable(),
            config.deliveriesTable(),
            new WorkQueue(clients.sqs(), config.deliverQueueUrl()),
            new WorkQueue(clients.sqs(), config.compareQueueUrl()));
    this.captures = new CaptureStore(clients.dynamoDb(), config.capturesTable());
    this.lookup = new CaptureLookup(captures);
    this.monitors = new MonitorStore(clients.dynamoDb(), config.monitorsTable());
    this.pictures = new PictureStore(clients.s3(), config.artifactsBucket());
    this.sources = new SourceStore(clients.s3(), config.artifactsBucket());
    this.links =
        new ArtifactLinks(
            clients.presigner(), config.artifactsBucket(), config.artifactUrlLifetime(), clock);
    this.deliveries = new DeliveryStore(clients.dynamoDb(), config.deliveriesTable());
    this.tally = new DeliveryTally(deliveries);
    this.document = new CaptureDocument(links, tally::of);
    this.endings = new Endings(stores, new CaptureDocument(links), ids, clock, log);
    this.quota = new MonthlyQuota(clients.dynamoDb(), config.accountsTable());
  }

  /**
   * All of them.
   *
   * @param secrets the keys that sign webhooks
   */
  List<Route> all(WebhookSecretStore secrets) {
    Intake intake = intake();
    Idempotency idempotency =
        new Idempotency(clients.dynamoDb(), config.capturesTable(), ids, clock, log);
    return Stream.of(
            DialectRoutes.on(
                config.egressPolicy(),
                intake,
                lookup,
                new Pictures(pictures, links),
                document,
                idempotency),
            captures(),
            BatchRoutes.on(
                new BatchStore(clients.dynamoDb(), config.capturesTable()),
                captures,
                intake,
                config.egressPolicy(),
                retention(),
                idempotency,
                clock),
            DeliveryRoutes.on(
                clients.dynamoDb(),
                config.deliveriesTable(),
                captures,
                stores.deliverQueue(),
                clock,
                log),
            monitors(intake, idempotency),
            WebhookRoutes.on(secrets, sender(), clock, log),
            OpenApi.routes(),
            List.of(
                Route.keyed(
                    "GET",
                    "/v1/usage",
                    new ShowUsage(
                        quota,
                        new MonthlyCost(clients.dynamoDb(), config.capturesTable()),
                        captures,
                        monitors,
                        new ShowUsage.Limits(
                            config.capturesInFlight(), config.monitorsPerAccount()),
                        clock)),
                Route.keyed("GET", "/v1/devices", new ListDevices()),
                Route.open("GET", "/healthz", (request, caller, variable) -> healthy())))
        .flatMap(List::stream)
        .toList();
  }

  private List<Route> captures() {
    CaptureList list = new CaptureList(clients.dynamoDb(), config.capturesTable());
    CancelMarkStore marks = new CancelMarkStore(clients.s3(), config.artifactsBucket());
    return List.of(
        Route.keyed("GET", "/v1/captures", new ListCaptures(list, captures, tally, document)),
        Route.keyed(
            "DELETE",
            "/v1/captures/{id}",
            new DeleteCapture(
                lookup,
                new Cancellation(captures, marks, endings, clock, log),
                new Removal(captures, pictures, sources, log),
                deliveries,
                document)),
        Route.keyed("GET", "/v1/captures/{id}/image", new ShowImage(lookup, links)));
  }

  private List<Route> monitors(Intake intake, Idempotency idempotency) {
    MonitorRoutes.Rules rules =
        new MonitorRoutes.Rules(
            config.egressPolicy(),
            config.retentionDays(),
            config.monitorsPerAccount(),
            config.sealingKey());
    RunStore runs = new RunStore(clients.dynamoDb(), config.monitorsTable());
    return new MonitorRoutes(rules, monitors, runs, links, clock, log)
        .all(
            idempotency,
            new RunStart(intake, runs, config.sealingKey(), retention(), clock),
            new AcceptedLooks(pictures));
  }

  private Intake intake() {
    Allowance allowance = new Allowance(captures, quota, config.capturesInFlight(), log);
    Intake.Stores places =
        new Intake.Stores(
            captures,
            sources,
            new OrderDesk(new WorkQueue(clients.sqs(), config.renderQueueUrl()), captures, clock),
            Optional.of(
                new Reuse(
                    new CacheStore(clients.dynamoDb(), config.capturesTable()),
                    captures,
                    pictures,
                    endings)));
    Intake.Rules rules = new Intake.Rules(retention(), config.sealingKey());
    return new Intake(rules, allowance, places, ids, clock, log);
  }

  private TestSender sender() {
    TestSender.Rules rules = new TestSender.Rules(config.egressPolicy(), retention());
    Samples samples = new Samples(new CaptureDocument(links), links);
    return new TestSender(rules, samples, stores.desk(log), ids, clock, log);
  }

  private Duration retention() {
    return Duration.ofDays(config.retentionDays());
  }

  private static Answer healthy() {
    return Answer.Reply.ok(Json.mapper().createObjectNode().put("status", "ok"));
  }
}
