package dev.shutterhook.localstack;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.shutterhook.localcloud.template.FunctionResource;
import dev.shutterhook.localcloud.template.ScheduleSource;
import dev.shutterhook.localcloud.template.Template;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.model.Target;
import software.amazon.awssdk.services.scheduler.SchedulerClient;
import software.amazon.awssdk.services.scheduler.model.FlexibleTimeWindowMode;
import software.amazon.awssdk.services.scheduler.model.GetScheduleResponse;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/**
 * The template's schedules in EventBridge as LocalStack has it. Real: LocalStack, with a queue
 * where AWS has the function, which LocalStack cannot call. Double: nothing.
 */
class SchedulesTest {
  private static final Path ROOT = Path.of(System.getProperty("shutterhook.root"));
  private static final Duration TWO_MINUTES = Duration.ofMinutes(2);
  private static final String REQUEST = "{\"url\":\"https://example.com/\"}";
  private static final ObjectMapper JSON = new ObjectMapper();

  private static SqsClient sqs;
  private static EventBridgeClient events;
  private static SchedulerClient scheduler;

  @BeforeAll
  static void open() {
    URI endpoint = LocalStackSession.endpoint();
    var credentials = StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test"));
    Region region = Region.of(Template.REGION);
    sqs =
        SqsClient.builder()
            .httpClientBuilder(UrlConnectionHttpClient.builder())
            .endpointOverride(endpoint)
            .region(region)
            .credentialsProvider(credentials)
            .build();
    events =
        EventBridgeClient.builder()
            .httpClientBuilder(UrlConnectionHttpClient.builder())
            .endpointOverride(endpoint)
            .region(region)
            .credentialsProvider(credentials)
            .build();
    scheduler =
        SchedulerClient.builder()
            .httpClientBuilder(UrlConnectionHttpClient.builder())
            .endpointOverride(endpoint)
            .region(region)
            .credentialsProvider(credentials)
            .build();
  }

  @AfterAll
  static void close() {
    scheduler.close();
    events.close();
    sqs.close();
  }

  /** What the runner's ticker makes is made after events/tick.json. */
  @Test
  void aRuleOfTheTemplateSendsTheEventThatFunctionsAreTestedWithAndASchedulerSendsNone()
      throws Exception {
    String unfed = queue();
    schedule("each-minute-" + UUID.randomUUID(), "rate(1 minute)", "UTC", unfed);
    String url = queue();
    ScheduleSource eachMinute = schedule("TickFunction", Map.of());
    String name = "tick-" + UUID.randomUUID();
    events.putRule(rule -> rule.name(name).scheduleExpression(eachMinute.expression()));
    Target target = Target.builder().id("queue").arn(arn(url)).build();
    events.putTargets(put -> put.rule(name).targets(target));
    JsonNode event = JSON.readTree(received(url).body());
    JsonNode recorded = JSON.readTree(ROOT.resolve("events/tick.json").toFile());
    assertEquals(fields(recorded), fields(event), event.toString());
    assertEquals(recorded.path("detail-type"), event.path("detail-type"));
    assertEquals(recorded.path("source"), event.path("source"));
    assertTrue(event.path("resources").path(0).asText().endsWith(":rule/" + name));
    events.removeTargets(remove -> remove.rule(name).ids("queue"));
    events.deleteRule(delete -> delete.name(name));
    assertEquals(List.of(), waiting(unfed), "LocalStack's scheduler starts something: use it");
  }

  @Test
  void aScheduleOfTheTemplateIsTakenAsItStands() {
    ScheduleSource daily =
        schedule(
            "ScheduledCaptureFunction",
            Map.of(
                "ScheduledCapture", REQUEST,
                "ScheduledCaptureExpression", "cron(0 9 ? * MON-FRI *)",
                "ScheduledCaptureTimezone", "Europe/Berlin"));
    String name = "capture-" + UUID.randomUUID();
    schedule(name, daily.expression(), daily.zone().getId(), queue());
    GetScheduleResponse kept = scheduler.getSchedule(get -> get.name(name));
    assertEquals("cron(0 9 ? * MON-FRI *)", kept.scheduleExpression());
    assertEquals("Europe/Berlin", kept.scheduleExpressionTimezone());
    assertEquals(REQUEST, kept.target().input());
    scheduler.deleteSchedule(delete -> delete.name(name));
  }

  private static void schedule(String name, String expression, String zone, String url) {
    String arn = arn(url);
    scheduler.createSchedule(
        create ->
            create
                .name(name)
                .scheduleExpression(expression)
                .scheduleExpressionTimezone(zone)
                .flexibleTimeWindow(window -> window.mode(FlexibleTimeWindowMode.OFF))
                .target(
                    to ->
                        to.arn(arn).roleArn("arn:aws:iam::000000000000:role/any").input(REQUEST)));
  }

  private static ScheduleSource schedule(String function, Map<String, String> parameters) {
    FunctionResource resource =
        Template.read(ROOT.resolve("template.yaml"), parameters).function(function);
    return resource.schedules().getFirst();
  }

  private static Set<String> fields(JsonNode event) {
    Set<String> names = new TreeSet<>();
    event.fieldNames().forEachRemaining(names::add);
    return names;
  }

  private static String queue() {
    return sqs.createQueue(create -> create.queueName("schedule-" + UUID.randomUUID())).queueUrl();
  }

  private static String arn(String url) {
    return sqs.getQueueAttributes(
            get -> get.queueUrl(url).attributeNames(QueueAttributeName.QUEUE_ARN))
        .attributes()
        .getOrDefault(QueueAttributeName.QUEUE_ARN, "");
  }

  private static Message received(String url) {
    return await()
        .atMost(TWO_MINUTES)
        .until(() -> waiting(url), messages -> !messages.isEmpty())
        .getFirst();
  }

  private static List<Message> waiting(String url) {
    return sqs.receiveMessage(get -> get.queueUrl(url).waitTimeSeconds(10)).messages();
  }
}
