package dev.shutterhook.localrunner.endtoend;

import dev.shutterhook.core.account.ApiKey;
import dev.shutterhook.core.account.ApiKeyStore;
import dev.shutterhook.core.account.KeyLimits;
import dev.shutterhook.core.fixture.permission.RecordedCalls;
import dev.shutterhook.core.json.Json;
import dev.shutterhook.localcloud.Backing;
import dev.shutterhook.localcloud.Endpoints;
import dev.shutterhook.localcloud.Storage;
import dev.shutterhook.localrunner.suite.Suite;
import dev.shutterhook.localrunner.suite.SuiteOptions;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * One suite for all end-to-end tests of this JVM, started once.
 *
 * <p>Real: every handler, template.yaml, HTTP, DynamoDB Local, ElasticMQ, S3Proxy, Chromium, pages
 * and receivers. Doubles: none. With the profile {@code localstack} LocalStack stands in place of
 * the three emulators. What differs from a deployed stack is data: the egress policy is open, and
 * webhooks are tried again after a second.
 */
public final class SuiteUnderTest implements BeforeAllCallback, AutoCloseable {
  /** The wait before each attempt of a webhook. */
  public static final String RETRY_SCHEDULE = "0s,1s,1s,1s";

  private static final String KEY = ApiKey.random(new SecureRandom()).text();

  private static SuiteUnderTest instance;

  private Overheard log;
  private Suite suite;
  private Pages pages;
  private Receivers receivers;

  /** The one that {@link BeforeAllCallback} started. */
  public static SuiteUnderTest get() {
    return instance;
  }

  @Override
  public void beforeAll(ExtensionContext context) throws IOException {
    synchronized (SuiteUnderTest.class) {
      if (instance == null) {
        start();
        instance = this;
        context
            .getRoot()
            .getStore(ExtensionContext.Namespace.GLOBAL)
            .put(SuiteUnderTest.class, this);
      }
    }
  }

  public Client client() {
    return new Client(suite.address(), KEY);
  }

  public Client stranger() {
    return new Client(suite.address(), ApiKey.random(new SecureRandom()).text());
  }

  public Pages pages() {
    return pages;
  }

  public Receivers receivers() {
    return receivers;
  }

  public Suite suite() {
    return suite;
  }

  public String webhookSecret() {
    return Json.tree(client().get("/v1/webhook-secret").body()).path("secret").asText();
  }

  /** A client with a key of an account of its own. */
  public Client another(String account) {
    ApiKey key = ApiKey.random(new SecureRandom());
    keys().create(key, account, Optional.empty(), KeyLimits.NONE, Instant.now());
    return new Client(suite.address(), key.text());
  }

  public ApiKeyStore keys() {
    return new ApiKeyStore(suite.clients().dynamoDb(), suite.cloud().tableName("AccountsTable"));
  }

  /** The browser that this machine has. */
  public static String chromium() {
    String named = System.getenv("SHUTTERHOOK_CHROMIUM");
    return Stream.concat(
            Stream.ofNullable(named),
            List.of("/usr/bin/chromium-headless-shell", "/usr/bin/chromium").stream())
        .filter(path -> Files.isExecutable(Path.of(path)))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("no Chromium: set SHUTTERHOOK_CHROMIUM"));
  }

  private static SuiteOptions options(Backing backing) {
    Map<String, String> parameters = new HashMap<>();
    parameters.put("EgressPolicy", "open");
    parameters.put("RetrySchedule", RETRY_SCHEDULE);
    parameters.put("RenderRetryWaits", "1s,1s");
    parameters.put("RenderMaximumConcurrency", "2");
    parameters.put("BootstrapApiKeyHash", ApiKey.hash(KEY));
    return new SuiteOptions(
        Path.of(System.getProperty("shutterhook.root"), "template.yaml"),
        parameters,
        Map.of("RenderFunction.CHROMIUM", chromium()),
        backing,
        0);
  }

  /** The emulators of this JVM, or what answers at the address in {@code shutterhook.aws}. */
  private static Backing backing() {
    return Optional.ofNullable(System.getProperty("shutterhook.aws"))
        .<Backing>map(elsewhere -> Endpoints.at(URI.create(elsewhere), "test", "test"))
        .orElseGet(Storage::inMemory);
  }

  /** What the suite has written to its log so far. */
  public String log() {
    return log.text();
  }

  /** The key of {@link #client}. */
  public String key() {
    return KEY;
  }

  private void start() throws IOException {
    log = Overheard.begin();
    suite = Suite.start(options(backing()), RecordedCalls::of);
    pages = new Pages();
    receivers = new Receivers();
  }

  @Override
  public void close() {
    suite.close();
    pages.close();
    receivers.close();
  }
}
