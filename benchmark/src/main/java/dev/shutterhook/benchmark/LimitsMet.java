package dev.shutterhook.benchmark;

import dev.shutterhook.core.capture.CaptureUnits;
import dev.shutterhook.core.json.Json;
import dev.shutterhook.core.table.Attention;
import dev.shutterhook.localcloud.template.FunctionResource;
import dev.shutterhook.localcloud.template.QueueSource;
import dev.shutterhook.localcloud.template.Template;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;

/**
 * Which limit a stack as {@code template.yaml} describes it meets first: days of more and more
 * captures are simulated second by second, and each limit says how much of it was used at most.
 * {@code benchmark/run LimitsMet}.
 */
public final class LimitsMet {
  /** Quotas that an account of AWS begins with. */
  private static final double LAMBDA_CONCURRENCY = 1_000;

  /** What one event source of SQS may have. */
  private static final int EVENT_SOURCE_CONCURRENCY = 1_000;

  /** "DynamoDB supports 1,000 write units per second for a partition", and for an item. */
  private static final double PARTITION_WRITES = 1_000;

  /** "A new on-demand table sustains 4,000 write units per second"; it doubles within 30 min. */
  private static final double NEW_TABLE_WRITES = 4_000;

  /** "3,500 PUT requests per second per partitioned prefix". */
  private static final double PREFIX_PUTS = 3_500;

  /** Seconds that an invocation of DeliverFunction takes: assumed, because it is its receiver's. */
  private static final double DELIVER = 0.2;

  private static final int[] PER_DAY = {1_000, 100_000, 1_000_000, 10_000_000};
  private static final double STEP = 1.1;
  private static final double MOST_PER_DAY = 1e9;

  private final Template template;
  private final String kind;
  private final double renderBatch;
  private final double submitSeconds;
  private final double settleSeconds;
  private final double throttled;
  private final boolean raised;

  /**
   * A stack whose pages are of one kind.
   *
   * @param measured how long the other functions take for a capture
   * @param renderBatch seconds that an invocation of RenderFunction takes
   * @param raised whether the template's own bounds are out of the way, so that AWS's are met
   */
  private LimitsMet(
      Template template,
      MeasuredSeconds measured,
      String kind,
      double renderBatch,
      boolean raised) {
    this.raised = raised;
    this.submitSeconds = measured.of(template.function("SubmitFunction"));
    this.settleSeconds = measured.of(template.function("SettleFunction"));
    this.template = template;
    this.kind = kind;
    this.renderBatch = renderBatch;
    this.throttled =
        Json.mapper()
            .valueToTree(template.resources("AWS::Serverless::HttpApi").getFirst().properties())
            .path("DefaultRouteSettings")
            .path("ThrottlingRateLimit")
            .asDouble();
  }

  /** Prints a table for small pages, and one for those of the web. */
  public static void main(String[] words) throws IOException {
    Path root = Path.of(System.getProperty("shutterhook.root", "."));
    Template template = Template.read(root.resolve("template.yaml"));
    MeasuredSeconds measured = MeasuredSeconds.read(root);
    // Four small ones keep the function's 1.7 processors busy; the others wait for their networks.
    String small = "small pages, an invocation of RenderFunction 0.3 s";
    new LimitsMet(template, measured, small, 0.3, false).print();
    String slow = "pages of the web, an invocation of RenderFunction 4 s";
    new LimitsMet(template, measured, slow, 4, false).print();
    String raised = "pages of the web, the template's bounds raised";
    new LimitsMet(template, measured, raised, 4, true).print();
  }

  private void print() {
    System.out.printf("%n%s%n%n| limit | is | met |", kind);
    IntStream.of(PER_DAY).forEach(day -> System.out.printf(Locale.ROOT, " %,d a day |", day));
    System.out.printf("%n|---|---:|---|---:|---:|---:|---:|%n");
    Map<Limit, StringBuilder> rows = new LinkedHashMap<>();
    for (int perDay : PER_DAY) {
      day(perDay)
          .forEach(
              (limit, used) ->
                  rows.computeIfAbsent(limit, Limit::head)
                      .append(String.format(Locale.ROOT, " %,.2f %% |", 100 * used)));
    }
    rows.values().forEach(System.out::println);
    System.out.printf("| longest wait for a renderer, s | | |");
    for (int day : PER_DAY) {
      EventSource render = source("RenderFunction", "RenderQueue", renderBatch);
      IntStream.of(Demand.of(day)).forEach(render::step);
      System.out.printf(Locale.ROOT, " %,.1f |", render.longestWait());
    }
    System.out.printf("%n%s%n", first());
  }

  /**
   * A bound, and what happens where it is met.
   *
   * @param name what is bounded
   * @param figure so much
   * @param met what a client sees then
   */
  private record Limit(String name, double figure, String met) {
    StringBuilder head() {
      return new StringBuilder(
          String.format(Locale.ROOT, "| %s | %,.0f | %s |", name, figure, met));
    }
  }

  /** The smallest day that meets a limit, to a tenth. */
  private String first() {
    for (double day = PER_DAY[0]; day < MOST_PER_DAY; day *= STEP) {
      for (Map.Entry<Limit, Double> used : day(day).entrySet()) {
        if (used.getValue() >= 1) {
          return String.format(
              Locale.ROOT, "%nmet first: %s, at %,.0f captures a day", used.getKey().name(), day);
        }
      }
    }
    return "none is met";
  }

  private EventSource source(String function, String queue, double invocationSeconds) {
    FunctionResource resource = template.function(function);
    QueueSource source =
        resource.queues().stream().filter(s -> s.queue().equals(queue)).findFirst().orElseThrow();
    int most = raised ? EVENT_SOURCE_CONCURRENCY : source.maximumConcurrency();
    return new EventSource(source.batchSize(), most, invocationSeconds);
  }

  /** How much of each limit a day uses at its busiest moment; 1 is all of it. */
  private Map<Limit, Double> day(double perDay) {
    EventSource render = source("RenderFunction", "RenderQueue", renderBatch);
    EventSource settle = source("SettleFunction", "OutcomeQueue", settleSeconds);
    EventSource deliver = source("DeliverFunction", "DeliverQueue", DELIVER);
    Map<Limit, Double> used = new LinkedHashMap<>();
    for (int asked : Demand.of(perDay)) {
      double rendered = render.step(asked);
      double settled = settle.step(rendered);
      deliver.step(settled);
      if (!raised) {
        api(used, asked, render.waiting() + rendered * renderBatch);
      }
      tables(used, asked, settled);
      double submitting = asked * submitSeconds;
      use(
          used,
          new Limit("Lambda's concurrency of the account", LAMBDA_CONCURRENCY, "429 and waiting"),
          submitting + render.busy() + settle.busy() + deliver.busy());
      use(used, new Limit("S3 PUT of one prefix", PREFIX_PUTS, "slow uploads"), rendered);
      through(used, "RenderQueue", render);
      through(used, "OutcomeQueue", settle);
      through(used, "DeliverQueue", deliver);
    }
    return used;
  }

  private void api(Map<Limit, Double> used, double asked, double inFlight) {
    use(used, new Limit("requests of the HTTP API, ThrottlingRateLimit", throttled, "429"), asked);
    Map<String, String> submit = template.function("SubmitFunction").environment();
    double rate = number(submit, "REQUESTS_PER_SECOND");
    use(used, new Limit("requests of one key, RequestsPerSecond", rate, "429"), asked);
    double most = number(submit, "CAPTURES_IN_FLIGHT");
    use(used, new Limit("one account's CapturesInFlight", most, "429"), inFlight);
  }

  private static double number(Map<String, String> environment, String variable) {
    return Double.parseDouble(Objects.requireNonNull(environment.get(variable), variable));
  }

  private static void tables(Map<Limit, Double> used, double asked, double settled) {
    use(
        used,
        new Limit("writes of a new CapturesTable", NEW_TABLE_WRITES, "retries, then 503"),
        asked * CaptureUnits.SMALL_CREATED + settled * CaptureUnits.SMALL_ENDED);
    use(
        used,
        new Limit("one account's partition of InFlight", PARTITION_WRITES, "retries, then 503"),
        (asked + settled) * CaptureUnits.INDEX);
    use(
        used,
        new Limit("the item that counts a key's requests", PARTITION_WRITES, "retries, then 503"),
        asked);
    use(
        used,
        new Limit(
            "the " + Attention.SHARDS + " partitions of the captures' ByAttention",
            PARTITION_WRITES * Attention.SHARDS,
            "retries, then 503"),
        (asked + settled) * CaptureUnits.INDEX);
  }

  private static void through(Map<Limit, Double> used, String queue, EventSource source) {
    use(
        used,
        new Limit("messages a second, " + queue, source.most(), "they wait"),
        source.busiest());
  }

  private static void use(Map<Limit, Double> used, Limit limit, double amount) {
    used.merge(limit, amount / limit.figure(), Math::max);
  }
}
