package dev.shutterhook.benchmark;

import dev.shutterhook.core.account.ApiKey;
import dev.shutterhook.core.account.ApiKeyStore;
import dev.shutterhook.core.account.KeyLimits;
import dev.shutterhook.core.aws.AwsClients;
import dev.shutterhook.core.config.Environment;
import dev.shutterhook.core.id.Id;
import dev.shutterhook.core.id.Ids;
import dev.shutterhook.core.log.EventLog;
import dev.shutterhook.core.monitor.DueMonitors;
import dev.shutterhook.core.monitor.Monitor;
import dev.shutterhook.core.monitor.MonitorSettings;
import dev.shutterhook.core.monitor.MonitorStore;
import dev.shutterhook.core.options.CaptureOptions;
import dev.shutterhook.core.options.Source;
import dev.shutterhook.core.request.WebUrl;
import dev.shutterhook.core.table.Transaction;
import dev.shutterhook.localcloud.LocalCloud;
import dev.shutterhook.localcloud.Storage;
import dev.shutterhook.submit.tick.Tick;
import dev.shutterhook.submit.tick.TickConfig;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import software.amazon.awssdk.awscore.AwsServiceClientConfiguration;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/**
 * Ten thousand monitors of ten accounts that are due in one minute: how many ticks of a minute each
 * it takes until all are submitted, how long, and what is read and written for each.
 */
public final class TickRate {
  private static final int ACCOUNTS = 10;
  private static final int FOR_EACH = 1_000;

  /** Of an account of their own, so that the JVM has compiled what is measured. */
  private static final int WARM_UP = 1_000;

  private static final int RETENTION_DAYS = 30;
  private static final int MOST_TICKS = 30;
  private static final int MOST_IN_A_SHARD = 5_000;
  private static final Duration FUNCTION_TIME = Duration.ofSeconds(60);

  private final LocalCloud cloud;
  private final ItemCalls calls = new ItemCalls();
  private final Ids ids = Ids.secure();
  private final Instant due = Instant.now().truncatedTo(ChronoUnit.MINUTES);
  private final Tick tick;

  private TickRate(LocalCloud cloud) {
    this.cloud = cloud;
    AwsClients counted =
        new AwsClients(
            counted(DynamoDbClient.builder(), cloud.dynamoDb().serviceClientConfiguration()),
            counted(SqsClient.builder(), cloud.sqs().serviceClientConfiguration()),
            cloud.s3(),
            cloud.s3Presigner());
    EventLog silent =
        new EventLog(
            new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8),
            InstantSource.system());
    this.tick =
        new Tick(
            Environment.read(TickConfig.class, cloud.environment("TickFunction")),
            counted,
            InstantSource.fixed(due),
            ids,
            silent);
  }

  private <B extends AwsClientBuilder<B, C>, C> C counted(
      B builder, AwsServiceClientConfiguration as) {
    return builder
        .endpointOverride(as.endpointOverride().orElseThrow())
        .region(as.region())
        .credentialsProvider(as.credentialsProvider())
        .overrideConfiguration(settings -> settings.addExecutionInterceptor(calls))
        .build();
  }

  /** Prints the figures. */
  public static void main(String[] words) {
    Path template = Path.of(System.getProperty("shutterhook.root", "."), "template.yaml");
    try (LocalCloud cloud = LocalCloud.start(template, Map.of(), Storage.inMemory())) {
      TickRate rate = new TickRate(cloud);
      rate.watch("warm-up", WARM_UP);
      rate.untilNothingIsDue();
      rate.calls.forget();
      IntStream.range(0, ACCOUNTS).forEach(i -> rate.watch("account-" + i, FOR_EACH));
      rate.measure();
    }
    System.exit(0);
  }

  private void measure() {
    int monitors = ACCOUNTS * FOR_EACH;
    long began = System.nanoTime();
    int ticks = untilNothingIsDue();
    double seconds = (System.nanoTime() - began) / 1e9;
    System.out.printf(
        Locale.ROOT,
        "%d monitors due at once: %d ticks, %.1f s, %.0f per second%n",
        monitors,
        ticks,
        seconds,
        monitors / seconds);
    calls.print(monitors);
  }

  /** How many ticks did something. */
  private int untilNothingIsDue() {
    for (int ticks = 0; ticks < MOST_TICKS; ticks++) {
      int left = dueNow();
      if (left == 0) {
        return ticks;
      }
      System.out.printf(Locale.ROOT, "tick %d: %d monitors are due%n", ticks + 1, left);
      long end = System.nanoTime() + FUNCTION_TIME.toNanos();
      Supplier<Duration> timeLeft = () -> Duration.ofNanos(end - System.nanoTime());
      tick.run(timeLeft);
    }
    throw new IllegalStateException("something is due after " + MOST_TICKS + " ticks");
  }

  /** By clients that count nothing. */
  private int dueNow() {
    DueMonitors found = new DueMonitors(cloud.dynamoDb(), cloud.tableName("MonitorsTable"));
    return IntStream.range(0, DueMonitors.SHARDS)
        .map(shard -> found.find(shard, due, MOST_IN_A_SHARD).size())
        .sum();
  }

  private void watch(String account, int count) {
    ApiKey key = ApiKey.random(new SecureRandom());
    new ApiKeyStore(cloud.dynamoDb(), cloud.tableName("AccountsTable"))
        .create(key, account, Optional.empty(), KeyLimits.NONE, due);
    MonitorStore monitors = new MonitorStore(cloud.dynamoDb(), cloud.tableName("MonitorsTable"));
    Transaction.each(
        cloud.dynamoDb(),
        IntStream.range(0, count)
            .mapToObj(i -> monitors.creating(monitor(account, key.publicId(), i)))
            .toList());
  }

  private Monitor monitor(String account, String key, int number) {
    Source page = new Source.Page(WebUrl.parse("https://example.com/" + account + "/" + number));
    MonitorSettings settings =
        MonitorSettings.plain(
            "page " + number, CaptureOptions.of(page), "rate(1 minute)", RETENTION_DAYS);
    return Monitor.made(ids.next(Id.Kind.MONITOR), account, key, settings, due);
  }
}
