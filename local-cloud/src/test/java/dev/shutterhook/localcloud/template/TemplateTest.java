package dev.shutterhook.localcloud.template;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.shutterhook.localcloud.Fixtures;
import dev.shutterhook.localcloud.template.QueueResource.Redrive;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the reader makes of a template that uses everything it understands. */
class TemplateTest {
  private static final URI QUEUES = URI.create("http://127.0.0.1:9");

  @TempDir private static Path folder = Path.of("");

  private final Path file = Fixtures.cloudTemplate(folder);
  private final Template template = Template.read(file).running(QUEUES, Map.of());

  @Test
  void resolvesReferencesInTheEnvironment() {
    Map<String, String> environment = template.function("SubmitFunction").environment();
    assertEquals("shutterhook-Orders", environment.get("ORDERS_TABLE"));
    assertEquals(QUEUES + "/000000000000/shutterhook-work", environment.get("WORK_QUEUE"));
    assertEquals("shutterhook-work", environment.get("WORK_NAME"));
    assertEquals("shutterhook-pictures", environment.get("BUCKET"));
    assertEquals("arn:aws:s3:::shutterhook-pictures", environment.get("BUCKET_ARN"));
    assertEquals(
        "https://shutterhook-Api.execute-api.us-east-1.amazonaws.com", environment.get("API"));
  }

  @Test
  void resolvesFunctionsOfText() {
    Map<String, String> environment = template.function("SubmitFunction").environment();
    assertEquals("1s,2s,4s", environment.get("SCHEDULE"));
    assertEquals("2s", environment.get("SECOND_RETRY"));
    assertEquals("${Kept} shutterhook shutterhook-work", environment.get("LITERAL"));
    assertEquals("strict", environment.get("LONG_FORM"));
    assertEquals("true", environment.get("FLAG"));
    assertEquals("0.10", environment.get("RATE"));
  }

  @Test
  void choosesByCondition() {
    Map<String, String> strict = template.function("SubmitFunction").environment();
    assertEquals("guarded", strict.get("MODE"));
    assertFalse(strict.containsKey("GONE"));
    Template open = Template.read(file, Map.of("EgressPolicy", "open"));
    assertEquals("free", open.function("SubmitFunction").environment().get("MODE"));
    assertEquals("present", open.function("SubmitFunction").environment().get("GONE"));
    assertEquals(1, open.resources("AWS::Logs::LogGroup").size());
    assertTrue(template.resources("AWS::Logs::LogGroup").isEmpty());
    assertEquals("open", open.outputs().get("OnlyWhenOpen"));
    assertFalse(template.outputs().containsKey("OnlyWhenOpen"));
  }

  @Test
  void mergesGlobalsIntoFunctions() {
    FunctionResource submit = template.function("SubmitFunction");
    FunctionResource work = template.function("WorkFunction");
    assertEquals(Duration.ofSeconds(20), submit.timeout());
    assertEquals(512, submit.memoryMb());
    assertEquals(Duration.ofMinutes(2), work.timeout());
    assertEquals(2048, work.memoryMb());
    assertEquals(
        Map.of("ORDERS_TABLE", "shutterhook-Orders", "EGRESS_POLICY", "always"),
        work.environment());
  }

  @Test
  void readsHandlersOfZipsAndImages() {
    assertEquals("example.SubmitFunction", template.function("SubmitFunction").handler());
    assertEquals("example.WorkFunction", template.function("WorkFunction").handler());
  }

  @Test
  void readsRoutesAndSchedulesWithoutTheDisabledOnes() {
    FunctionResource submit = template.function("SubmitFunction");
    assertEquals(
        List.of(
            new HttpRoute("POST", "/v1/things"),
            new HttpRoute("GET", "/v1/things/{id}"),
            new HttpRoute("ANY", "$default")),
        submit.routes());
    assertEquals(
        List.of(
            new ScheduleSource(
                "Minute", "rate(1 minute)", ZoneOffset.UTC, Optional.of("{\"tick\":true}")),
            new ScheduleSource(
                "Nightly", "cron(0 3 * * ? *)", ZoneId.of("Europe/Berlin"), Optional.empty())),
        submit.schedules());
  }

  @Test
  void readsQueueSourcesWithTheirDefaults() {
    assertEquals(
        List.of(
            new QueueSource("Work", 1, Duration.ofSeconds(2), true, 3),
            new QueueSource("WorkDeadLetters", 10, Duration.ZERO, false, 5)),
        template.function("WorkFunction").queues());
  }

  @Test
  void readsQueuesWithTheirRedrive() {
    QueueResource work = template.queue("Work");
    assertEquals(Duration.ofSeconds(1), work.visibilityTimeout());
    assertEquals(Duration.ofDays(5), work.retention());
    assertEquals(Optional.of(new Redrive("WorkDeadLetters", 2)), work.redrive());
    assertEquals(Duration.ofSeconds(30), template.queue("WorkDeadLetters").visibilityTimeout());
  }

  @Test
  void readsTables() {
    TableResource orders = template.table("Orders");
    assertEquals(new KeySchema("id", Optional.empty()), orders.key());
    assertEquals(Map.of("id", "S", "owner", "S", "created", "N"), orders.attributeTypes());
    assertEquals(
        List.of(
            new IndexResource(
                "by-owner",
                new KeySchema("owner", Optional.of("created")),
                "INCLUDE",
                List.of("state"))),
        orders.indexes());
    assertEquals(Optional.of("expires"), orders.timeToLive());
    assertEquals(Optional.of("NEW_IMAGE"), orders.stream());
  }

  @Test
  void namesWhatABucketIgnores() {
    assertEquals(
        List.of("LifecycleConfiguration", "BucketEncryption", "PublicAccessBlockConfiguration"),
        template.bucket("Pictures").ignored());
  }

  @Test
  void keepsRawPropertiesResolvedForTestsOfATemplate() {
    Resource submit =
        template.resources("AWS::Serverless::Function").stream()
            .filter(resource -> resource.logicalId().equals("SubmitFunction"))
            .findFirst()
            .orElseThrow();
    String policies = String.valueOf(submit.properties().get("Policies"));
    assertTrue(policies.contains("arn:aws:sqs:us-east-1:000000000000:shutterhook-work"), policies);
    assertTrue(policies.contains("table/shutterhook-Orders/index/*"), policies);
    Resource orders = template.resources("AWS::DynamoDB::Table").getFirst();
    assertEquals("Retain", orders.attributes().get("DeletionPolicy"));
  }

  @Test
  void knowsTheRoleThatSamMakes() {
    assertEquals(
        "arn:aws:iam::000000000000:role/shutterhook-SubmitFunctionRole",
        template.outputs().get("Role"));
  }
}
