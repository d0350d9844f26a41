package dev.shutterhook.monitor;

import dev.shutterhook.core.aws.AwsClients;
import dev.shutterhook.core.id.Id;
import dev.shutterhook.core.id.Ids;
import dev.shutterhook.core.json.Json;
import dev.shutterhook.core.log.EventLog;
import dev.shutterhook.core.monitor.CompareOrder;
import dev.shutterhook.core.monitor.Monitor;
import dev.shutterhook.core.monitor.MonitorRun;
import dev.shutterhook.core.monitor.MonitorSettings;
import dev.shutterhook.core.monitor.MonitorStore;
import dev.shutterhook.core.monitor.RunStore;
import dev.shutterhook.core.options.CaptureOptions;
import dev.shutterhook.core.options.Source;
import dev.shutterhook.core.request.WebUrl;
import dev.shutterhook.core.snapstart.RehearsedMessage;
import dev.shutterhook.core.table.Transaction;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

/** A run of a monitor that was made up, whose capture is gone. */
final class RehearsedComparison {
  private static final String NOBODY = "rehearsal";
  private static final int RETENTION_DAYS = 30;
  private static final String SCHEDULE = "rate(1 day)";

  private final CompareConfig config;
  private final AwsClients aws;
  private final CompareFunction function;

  RehearsedComparison(CompareConfig config, AwsClients aws, EventLog silent) {
    this.config = config;
    this.aws = aws;
    this.function = new CompareFunction(config, aws, InstantSource.system(), Ids.secure(), silent);
  }

  void play() {
    Instant now = Instant.now();
    Monitor monitor = monitor(now);
    MonitorRun run =
        MonitorRun.begun(monitor.id(), monitor.account(), now, now.plus(Duration.ofDays(1)));
    Transaction.write(
        aws.dynamoDb(),
        List.of(
            new MonitorStore(aws.dynamoDb(), config.monitorsTable()).creating(monitor),
            new RunStore(aws.dynamoDb(), config.monitorsTable()).creating(run, now)));
    CompareOrder order = new CompareOrder(CompareOrder.SCHEMA, run.id(), run.capture());
    RehearsedMessage.expectDone(function.compared(RehearsedMessage.of(Json.write(order))));
  }

  private static Monitor monitor(Instant now) {
    CaptureOptions options =
        CaptureOptions.of(new Source.Page(WebUrl.parse("https://example.com/")));
    return Monitor.made(
        Ids.secure().next(Id.Kind.MONITOR),
        NOBODY,
        NOBODY,
        MonitorSettings.plain(NOBODY, options, SCHEDULE, RETENTION_DAYS),
        now);
  }
}
