package dev.shutterhook.localrunner.template;

import dev.shutterhook.core.config.ConfigException;
import dev.shutterhook.core.config.Environment;
import dev.shutterhook.core.webhook.DeliveryStore;
import dev.shutterhook.deliver.DeliverConfig;
import dev.shutterhook.deliver.SettleConfig;
import dev.shutterhook.localcloud.template.FunctionResource;
import dev.shutterhook.localcloud.template.QueueResource;
import dev.shutterhook.localcloud.template.QueueSource;
import dev.shutterhook.localcloud.template.Resource;
import dev.shutterhook.localcloud.template.ScheduleSource;
import dev.shutterhook.localcloud.template.TableResource;
import dev.shutterhook.localcloud.template.Template;
import dev.shutterhook.localcloud.template.TemplateException;
import dev.shutterhook.monitor.CompareConfig;
import dev.shutterhook.render.RenderConfig;
import dev.shutterhook.submit.SubmitConfig;
import dev.shutterhook.submit.reconcile.ReconcileConfig;
import dev.shutterhook.submit.scheduled.ScheduledCaptureConfig;
import dev.shutterhook.submit.tick.TickConfig;
import java.lang.reflect.Modifier;
import java.lang.reflect.RecordComponent;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What template.yaml must say for the code to work and for users to sleep. */
final class TemplateRules {
  /** AWS's advice for an event source mapping ("Configuring scaling behavior for SQS"). */
  private static final int VISIBILITY_PER_TIMEOUT = 6;

  private static final Duration DEAD_LETTER_RETENTION = Duration.ofDays(14);
  private static final Duration SOURCE_RETENTION = Duration.ofDays(5);

  private static final Map<String, Class<? extends Record>> CONFIGS =
      Map.of(
          "SubmitFunction", SubmitConfig.class,
          "ReconcileFunction", ReconcileConfig.class,
          "TickFunction", TickConfig.class,
          "ScheduledCaptureFunction", ScheduledCaptureConfig.class,
          "RenderFunction", RenderConfig.class,
          "SettleFunction", SettleConfig.class,
          "DeliverFunction", DeliverConfig.class,
          "CompareFunction", CompareConfig.class);

  private static final Map<String, Set<String>> SOURCES =
      Map.of(
          "SubmitFunction", Set.of(),
          "ReconcileFunction", Set.of(),
          "TickFunction", Set.of(),
          "ScheduledCaptureFunction", Set.of(),
          "RenderFunction", Set.of("RenderQueue"),
          "SettleFunction", Set.of("OutcomeQueue", "RenderDeadLetters"),
          "DeliverFunction", Set.of("DeliverQueue", "CarefulQueue"),
          "CompareFunction", Set.of("CompareQueue"));

  /** ReconcileFunction deletes a delivery whose capture does not name it by then. */
  private static final Set<String> END_CAPTURES = Set.of("SubmitFunction", "SettleFunction");

  private static final String SCHEDULED = "ScheduledCaptureFunction";

  /** Tickets are buried together, whichever queue they were in last. */
  private static final Map<String, String> DEAD_LETTERS_OF_OTHERS =
      Map.of("CarefulQueue", "DeliverDeadLetters");

  private static final Map<String, String> KEYS =
      Map.ofEntries(
          Map.entry("CapturesTable", "id"),
          Map.entry("CapturesTable/ByAccount", "listed+id"),
          Map.entry("CapturesTable/ByAttention", "attention+attention_at"),
          Map.entry("CapturesTable/InFlight", "in_flight+created_at"),
          Map.entry("DeliveriesTable", "id+item"),
          Map.entry("DeliveriesTable/ByAccount", "listed+id"),
          Map.entry("DeliveriesTable/ByAttention", "attention+attention_at"),
          Map.entry("MonitorsTable", "id"),
          Map.entry("MonitorsTable/ByAccount", "listed+id"),
          Map.entry("MonitorsTable/ByAttention", "attention+attention_at"),
          Map.entry("MonitorsTable/Due", "due+due_at"),
          Map.entry("AccountsTable", "id"));

  private final List<String> faults = new ArrayList<>();
  private final Template template;

  private TemplateRules(Template template) {
    this.template = template;
  }

  /** Every rule that a template breaks, in words. */
  static List<String> faults(Path file) {
    Template template;
    try {
      template = Template.read(file);
    } catch (TemplateException e) {
      return List.of(String.valueOf(e.getMessage()));
    }
    TemplateRules rules = new TemplateRules(template);
    rules.functions();
    rules.queues();
    rules.tables();
    rules.alarms();
    rules.scheduledCapture(file);
    rules.elsewhere(file);
    new PolicyRules(template, rules.faults).check();
    return List.copyOf(rules.faults);
  }

  private void functions() {
    demand(
        names(template.functions().stream().map(FunctionResource::logicalId).toList())
            .equals(CONFIGS.keySet()),
        "functions are not " + CONFIGS.keySet());
    for (FunctionResource function : template.functions()) {
      environment(function);
      handler(function);
      demand(
          !END_CAPTURES.contains(function.logicalId())
              || function.timeout().compareTo(DeliveryStore.OUTBOX_MAX_AGE) < 0,
          function.logicalId() + " may still be ending a capture when its delivery is deleted");
      function.queues().forEach(source -> source(function, source));
      Set<String> sources = names(function.queues().stream().map(QueueSource::queue).toList());
      demand(
          sources.equals(SOURCES.get(function.logicalId())),
          function.logicalId() + " is fed by " + sources);
      demand(
          !sources.isEmpty()
              || !function.routes().isEmpty()
              || !function.schedules().isEmpty()
              || function.logicalId().equals(SCHEDULED),
          function.logicalId() + " is started by nothing");
    }
  }

  /** Nothing is captured by a schedule until somebody says what. */
  private void scheduledCapture(Path file) {
    demand(template.function(SCHEDULED).schedules().isEmpty(), "a capture is scheduled by default");
    String request = "{\"url\":\"https://example.com/\"}";
    Map<String, String> given =
        Map.of("ScheduledCapture", request, "ScheduledCaptureTimezone", "Europe/Berlin");
    demand(
        Template.read(file, given)
            .function(SCHEDULED)
            .schedules()
            .equals(
                List.of(
                    new ScheduleSource(
                        "ScheduledCapture",
                        "rate(1 day)",
                        ZoneId.of("Europe/Berlin"),
                        Optional.of(request)))),
        "a capture that somebody schedules is not");
  }

  /** The SDK's own variable, which sam local passes on where the template names it. */
  private void elsewhere(Path file) {
    String emulator = "http://127.0.0.1:4566";
    for (FunctionResource function :
        Template.read(file, Map.of("AwsEndpointUrl", emulator)).functions()) {
      demand(
          emulator.equals(function.environment().get("AWS_ENDPOINT_URL")),
          function.logicalId() + " finds no emulator");
    }
  }

  private void environment(FunctionResource function) {
    Class<? extends Record> config = CONFIGS.get(function.logicalId());
    if (config == null) {
      return;
    }
    try {
      Environment.read(config, function.environment());
    } catch (ConfigException e) {
      faults.add(String.valueOf(e.getMessage()));
    }
    Set<String> read =
        Arrays.stream(config.getRecordComponents())
            .map(RecordComponent::getName)
            .map(Environment::variableOf)
            .collect(Collectors.toSet());
    demand(
        function.environment().keySet().equals(read),
        function.logicalId() + " is given " + function.environment().keySet() + ", reads " + read);
  }

  private void handler(FunctionResource function) {
    try {
      Class<?> type = Class.forName(function.handler());
      demand(
          Modifier.isPublic(type.getConstructor().getModifiers()),
          function.logicalId() + "'s handler has no public constructor");
    } catch (ReflectiveOperationException e) {
      faults.add(function.logicalId() + "'s handler cannot be made: " + e);
    }
  }

  private void source(FunctionResource function, QueueSource source) {
    String place = function.logicalId() + " on " + source.queue();
    QueueResource queue = template.queue(source.queue());
    Duration least = function.timeout().multipliedBy(VISIBILITY_PER_TIMEOUT);
    demand(source.reportBatchItemFailures(), place + " lacks ReportBatchItemFailures");
    demand(
        queue.visibilityTimeout().compareTo(least) >= 0,
        place + " has a visibility under " + least);
  }

  private void queues() {
    for (QueueResource queue : template.queues()) {
      boolean deadLetters = queue.logicalId().endsWith("DeadLetters");
      if (deadLetters) {
        demand(
            queue.retention().equals(DEAD_LETTER_RETENTION),
            queue.logicalId() + " does not keep for 14 days");
      } else {
        demand(
            queue.retention().compareTo(SOURCE_RETENTION) >= 0,
            queue.logicalId() + " keeps for less than 5 days");
        String expected =
            DEAD_LETTERS_OF_OTHERS.getOrDefault(
                queue.logicalId(), queue.logicalId().replace("Queue", "DeadLetters"));
        demand(
            queue.redrive().filter(r -> r.deadLetters().equals(expected)).isPresent(),
            queue.logicalId() + " does not redrive to " + expected);
      }
    }
    demand(
        template.queue("RenderQueue").redrive().filter(r -> r.maxReceiveCount() == 3).isPresent(),
        "an order is not tried three times");
  }

  private void tables() {
    Map<String, String> keys =
        template.tables().stream()
            .flatMap(table -> Keys.of(table).entrySet().stream())
            .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    demand(keys.equals(KEYS), "keys are " + keys + ", the stores use " + KEYS);
    for (TableResource table : template.tables()) {
      demand(
          table.timeToLive().filter("expires_at"::equals).isPresent(),
          table.logicalId() + " keeps items for ever");
    }
  }

  private void alarms() {
    Set<String> alarms =
        names(
            template.resources("AWS::CloudWatch::Alarm").stream()
                .map(Resource::logicalId)
                .toList());
    template
        .queues()
        .forEach(
            queue -> {
              boolean dead = queue.logicalId().endsWith("DeadLetters");
              String alarm = queue.logicalId() + (dead ? "Visible" : "Age");
              demand(alarms.contains(alarm), "no alarm " + alarm);
            });
    for (String function : CONFIGS.keySet()) {
      String name = function.replace("Function", "");
      demand(alarms.contains(name + "Errors"), "no alarm of errors for " + function);
      demand(alarms.contains(name + "Throttles"), "no alarm of throttles for " + function);
    }
  }

  private void demand(boolean held, String fault) {
    if (!held) {
      faults.add(fault);
    }
  }

  private static Set<String> names(List<String> list) {
    return Set.copyOf(list);
  }
}
