package dev.shutterhook.localcloud.template;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Reads a function's {@code Events}; a disabled event is left out. */
record EventReader(
    List<HttpRoute> routes, List<QueueSource> queues, List<ScheduleSource> schedules) {
  private static final int DEFAULT_BATCH_SIZE = 10;
  private static final int MAX_BATCH_SIZE = 10_000;
  private static final Duration MAX_WINDOW = Duration.ofMinutes(5);

  /** What Lambda starts an event source with: five concurrent batches. */
  static final int DEFAULT_CONCURRENCY = 5;

  private static final int MIN_CONCURRENCY = 2;
  private static final int MAX_CONCURRENCY = 1_000;

  private static final String ANY = "ANY";
  private static final String EVERY_PATH = "$default";

  static EventReader read(Properties events, Names names) {
    EventReader read = new EventReader(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    for (String name : events.values().keySet()) {
      Properties event = events.child(name);
      event.allow(List.of("Type", "Properties"), Set.of());
      Properties properties = event.child("Properties");
      switch (event.requiredText("Type")) {
        case "HttpApi" -> read.addRoute(properties);
        case "SQS" -> read.addQueue(properties, names);
        case "Schedule" -> read.addSchedule(name, properties);
        case "ScheduleV2" -> read.addScheduleV2(name, properties);
        default -> throw event.where().at("Type").fault("events of this type are not understood");
      }
    }
    return read;
  }

  private void addRoute(Properties event) {
    event.allow(
        List.of("Method", "Path", "PayloadFormatVersion"),
        Set.of("ApiId", "Auth", "RouteSettings", "TimeoutInMillis"));
    if (!event.text("PayloadFormatVersion").orElse("2.0").equals("2.0")) {
      throw event.where().at("PayloadFormatVersion").fault("only 2.0 is supported");
    }
    String method = event.text("Method").orElse(ANY).toUpperCase(Locale.ROOT);
    String path = event.text("Path").orElse(EVERY_PATH);
    routes.add(new HttpRoute(method.equals("X-AMAZON-APIGATEWAY-ANY-METHOD") ? ANY : method, path));
  }

  private void addQueue(Properties event, Names names) {
    event.allow(
        List.of(
            "Queue",
            "BatchSize",
            "MaximumBatchingWindowInSeconds",
            "FunctionResponseTypes",
            "ScalingConfig",
            "Enabled"),
        Set.of("KmsKeyArn", "MetricsConfig"));
    Properties scaling = event.child("ScalingConfig");
    scaling.allow(List.of("MaximumConcurrency"), Set.of());
    List<String> responses = event.texts("FunctionResponseTypes");
    if (!Set.of("ReportBatchItemFailures").containsAll(responses)) {
      throw event.where().at("FunctionResponseTypes").fault("only ReportBatchItemFailures exists");
    }
    if (event.truth("Enabled", true)) {
      queues.add(
          new QueueSource(
              names.queue(event.requiredText("Queue"), event.where().at("Queue")),
              event.integer("BatchSize", DEFAULT_BATCH_SIZE, 1, MAX_BATCH_SIZE),
              event.seconds(
                  "MaximumBatchingWindowInSeconds", Duration.ZERO, Duration.ZERO, MAX_WINDOW),
              !responses.isEmpty(),
              scaling.integer(
                  "MaximumConcurrency", DEFAULT_CONCURRENCY, MIN_CONCURRENCY, MAX_CONCURRENCY)));
    }
  }

  private void addSchedule(String name, Properties event) {
    event.allow(
        List.of("Schedule", "Input", "Enabled", "State"),
        Set.of("Name", "Description", "RetryPolicy", "DeadLetterConfig", "RoleArn"));
    if (event.truth("Enabled", true) && enabled(event)) {
      schedules.add(
          new ScheduleSource(
              name, event.requiredText("Schedule"), ZoneOffset.UTC, event.text("Input")));
    }
  }

  private void addScheduleV2(String name, Properties event) {
    event.allow(
        List.of("ScheduleExpression", "ScheduleExpressionTimezone", "Input", "State"),
        Set.of(
            "Name",
            "Description",
            "RetryPolicy",
            "DeadLetterConfig",
            "FlexibleTimeWindow",
            "GroupName",
            "OmitName",
            "PermissionsBoundary",
            "RoleArn"));
    if (enabled(event)) {
      schedules.add(
          new ScheduleSource(
              name, event.requiredText("ScheduleExpression"), zone(event), event.text("Input")));
    }
  }

  private static ZoneId zone(Properties event) {
    String zone = event.text("ScheduleExpressionTimezone").orElse("UTC");
    try {
      return ZoneId.of(zone);
    } catch (DateTimeException e) {
      throw event.where().at("ScheduleExpressionTimezone").fault(zone + " is no time zone");
    }
  }

  private static boolean enabled(Properties event) {
    return switch (event.text("State").orElse("ENABLED")) {
      case "ENABLED" -> true;
      case "DISABLED" -> false;
      default -> throw event.where().at("State").fault("must be ENABLED or DISABLED");
    };
  }
}
