package dev.shutterhook.benchmark;

import com.fasterxml.jackson.databind.JsonNode;
import dev.shutterhook.core.account.ApiKey;
import dev.shutterhook.core.cost.Prices;
import dev.shutterhook.core.json.Json;
import dev.shutterhook.localcloud.Storage;
import dev.shutterhook.localcloud.template.Template;
import dev.shutterhook.localrunner.cost.MeteredCalls;
import dev.shutterhook.localrunner.lambda.FunctionInvoked;
import dev.shutterhook.localrunner.suite.Suite;
import dev.shutterhook.localrunner.suite.SuiteOptions;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingStream;

/**
 * What a thousand captures of a small page with a webhook cost, by AWS's prices and by what a stack
 * on this machine was seen to use: durations of its functions, units of its tables, requests.
 * {@code benchmark/run CaptureCost [captures per second]}: so many as are asked for in a second
 * decide how many share an invocation.
 */
public final class CaptureCost {
  /**
   * An environment that is asked twice a second has taken so many after eight minutes, when its
   * code is compiled, and lives for hours.
   */
  private static final int WARM_UP = 1_000;

  private static final double WARM_UP_RATE = 8;
  private static final int CAPTURES = 300;
  private static final double NANOS = 1e9;
  private static final int RETENTION_DAYS = 30;

  /** Microdollars of one are so many times the dollars of a thousand. */
  private static final double THOUSAND = 1_000;

  private final Map<String, Receipt.Billed> billed = new ConcurrentHashMap<>();
  private final ApiKey key = ApiKey.random(new SecureRandom());
  private final HttpClient http = HttpClient.newHttpClient();

  private CaptureCost() {}

  /** Prints the receipt. */
  public static void main(String[] words) throws Exception {
    double rate = words.length > 0 ? Double.parseDouble(words[0]) : 1;
    new CaptureCost().run(rate);
  }

  private void run(double rate) throws Exception {
    AtomicLong logged = new AtomicLong();
    PrintStream console = System.out;
    System.setOut(new PrintStream(counting(logged), true, StandardCharsets.UTF_8));
    try (PageServer pages = new PageServer();
        WebhookServer receiver = WebhookServer.quick();
        Suite suite = Suite.start(options());
        RecordingStream recording = new RecordingStream()) {
      recording.enable(FunctionInvoked.NAME);
      recording.onEvent(FunctionInvoked.NAME, this::bill);
      ask(suite, pages, receiver, WARM_UP, WARM_UP_RATE);
      receiver.await(WARM_UP);
      receiver.forget();
      recording.startAsync();
      JsonNode warm = usage(suite);
      MeteredCalls.begin();
      long records = Tables.bytes(suite.cloud());
      long before = logged.get();
      ask(suite, pages, receiver, CAPTURES, rate);
      receiver.await(CAPTURES);
      long log = logged.get() - before;
      Map<String, Double> calls = MeteredCalls.end();
      long kept = Tables.bytes(suite.cloud()) - records;
      recording.stop();
      billed.keySet().removeIf(CaptureCost::runsAnyway);
      Prices prices = Prices.KNOWN;
      Path template = options().template();
      String text = Files.readString(template);
      boolean verbose = !text.contains("SystemLogLevel: WARN");
      Receipt receipt =
          Receipt.of(
              CAPTURES, new TreeMap<>(billed), calls, kept, log, verbose, RETENTION_DAYS, prices);
      StandingCost standing = StandingCost.of(Template.read(template), text, prices);
      console.printf(
          "%d captures, %.1f each second; prices of %s, %s%n%n%s%nBy their own receipts $%.4f for"
              + " 1,000, without logs and DeliverFunction's time.%n%n%s%s",
          CAPTURES,
          rate,
          prices.asOf(),
          prices.region(),
          receipt.text(),
          ownReceipts(warm, usage(suite)),
          places(calls),
          standing.text(receipt.dollars(), 1_000, 100_000, 10_000_000));
    }
  }

  /** Which tables and indexes the write units of a capture go to. */
  private static String places(Map<String, Double> calls) {
    String prefix = MeteredCalls.WRITES + ", ";
    StringBuilder text = new StringBuilder("| " + MeteredCalls.WRITES + " | each |\n|---|---:|\n");
    calls.forEach(
        (what, units) -> {
          if (what.startsWith(prefix)) {
            text.append(
                String.format(
                    Locale.ROOT,
                    "| %s | %.2f |%n",
                    what.substring(prefix.length()),
                    units / CAPTURES));
          }
        });
    return text.append('\n').toString();
  }

  /** Each minute, whether there are captures or not. */
  private static boolean runsAnyway(String function) {
    return function.equals("TickFunction") || function.equals("ReconcileFunction");
  }

  private void bill(RecordedEvent invoked) {
    long millis = Math.ceilDiv(invoked.getDuration().toNanos(), 1_000_000L);
    billed.merge(
        invoked.getString("function"),
        new Receipt.Billed(1, millis, invoked.getInt("memoryMb")),
        Receipt.Billed::and);
  }

  private void ask(Suite suite, PageServer pages, WebhookServer receiver, int captures, double rate)
      throws Exception {
    long start = System.nanoTime();
    for (int i = 0; i < captures; i++) {
      long due = start + (long) (i / rate * NANOS);
      LockSupport.parkNanos(due - System.nanoTime());
      String body = Json.write(Map.of("url", pages.fresh("simple"), "webhook_url", receiver.url()));
      HttpRequest request =
          HttpRequest.newBuilder(suite.address().resolve("/v1/captures"))
              .header("authorization", "Bearer " + key.text())
              .header("content-type", "application/json")
              .POST(HttpRequest.BodyPublishers.ofString(body))
              .build();
      int status = http.send(request, BodyHandlers.ofString()).statusCode();
      if (status != 202) {
        throw new IllegalStateException("answered " + status);
      }
    }
  }

  /** US dollars for a thousand, by what the API has summed between. */
  private static double ownReceipts(JsonNode before, JsonNode after) {
    double micros = after.path("microdollars").asDouble() - before.path("microdollars").asDouble();
    long captures = after.path("captures").asLong() - before.path("captures").asLong();
    return micros / captures / THOUSAND;
  }

  private JsonNode usage(Suite suite) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(suite.address().resolve("/v1/usage"))
            .header("authorization", "Bearer " + key.text())
            .build();
    return Json.tree(http.send(request, BodyHandlers.ofString()).body()).path("cost");
  }

  private SuiteOptions options() {
    return new SuiteOptions(
        Path.of(System.getProperty("shutterhook.root", "."), "template.yaml"),
        Map.of(
            "EgressPolicy", "open",
            "RequestsPerSecond", "500",
            "BootstrapApiKeyHash", ApiKey.hash(key.text())),
        Map.of("RenderFunction.CHROMIUM", System.getProperty("shutterhook.chromium", "")),
        Storage.inMemory(),
        0);
  }

  private static OutputStream counting(AtomicLong bytes) {
    return new OutputStream() {
      @Override
      public void write(int one) {
        bytes.incrementAndGet();
      }

      @Override
      public void write(byte[] some, int from, int length) {
        bytes.addAndGet(length);
      }
    };
  }
}
