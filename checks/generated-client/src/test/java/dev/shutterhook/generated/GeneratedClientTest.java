package dev.shutterhook.generated;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.shutterhook.core.account.ApiKey;
import dev.shutterhook.localcloud.Storage;
import dev.shutterhook.localrunner.suite.Suite;
import dev.shutterhook.localrunner.suite.SuiteOptions;
import generated.ApiClient;
import generated.ApiException;
import generated.api.BatchesApi;
import generated.api.CapturesApi;
import generated.api.ServiceApi;
import generated.api.UsageApi;
import generated.model.Artifact;
import generated.model.Batch;
import generated.model.BatchRequest;
import generated.model.Capture;
import generated.model.CaptureRequest;
import generated.model.CaptureStatus;
import generated.model.Format;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/** Real: openapi-generator's client in Java, and the suite with its Chromium. Doubles: none. */
@Tag("soak")
@TestInstance(Lifecycle.PER_CLASS)
class GeneratedClientTest {
  private static final int WAIT_SECONDS = 25;
  private static final int MOST_WAITS = 5;

  private final String key = ApiKey.random(new SecureRandom()).text();
  private Suite suite;
  private ApiClient client;

  @BeforeAll
  void start() throws IOException {
    suite =
        Suite.start(
            new SuiteOptions(
                Path.of(System.getProperty("shutterhook.root"), "template.yaml"),
                Map.of("BootstrapApiKeyHash", ApiKey.hash(key), "EgressPolicy", "open"),
                Map.of("RenderFunction.CHROMIUM", chromium()),
                Storage.inMemory(),
                0));
    client = new ApiClient();
    client.updateBaseUri(suite.address().toString());
    client.setRequestInterceptor(request -> request.header("authorization", "Bearer " + key));
  }

  @AfterAll
  void end() {
    suite.close();
  }

  private static String chromium() {
    String named = System.getenv("SHUTTERHOOK_CHROMIUM");
    return Stream.concat(
            Stream.ofNullable(named),
            Stream.of("/usr/bin/chromium-headless-shell", "/usr/bin/chromium"))
        .filter(path -> Files.isExecutable(Path.of(path)))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("no Chromium: set SHUTTERHOOK_CHROMIUM"));
  }

  private static CaptureRequest request() {
    return new CaptureRequest().html("<title>Mine</title><h1>mine").width(400).height(300);
  }

  private Capture ended(CapturesApi captures, String id) throws ApiException {
    Capture capture = captures.getCapture(id, WAIT_SECONDS);
    for (int waits = 1; waits < MOST_WAITS && capture.getCompletedAt() == null; waits++) {
      capture = captures.getCapture(id, WAIT_SECONDS);
    }
    return capture;
  }

  @Test
  void takesACapture() throws ApiException {
    CapturesApi captures = new CapturesApi(client);
    Capture asked =
        captures.createCapture(
            request().format(List.of("png", "pdf")).metadata(Map.of("order", 4711)), "a-key", null);
    assertEquals(CaptureStatus.QUEUED, asked.getStatus());
    Capture capture = ended(captures, asked.getId());
    assertEquals(CaptureStatus.COMPLETED, capture.getStatus(), capture.toString());
    assertEquals(
        List.of(Format.PNG, Format.PDF),
        capture.getArtifacts().stream().map(Artifact::getFormat).toList());
    assertEquals(400, capture.getArtifacts().getFirst().getWidth());
    assertEquals("Mine", capture.getPage().getTitle());
    assertEquals(Map.of("order", 4711), capture.getMetadata());
    assertEquals(
        capture.getId(),
        captures.listCaptures(CaptureStatus.COMPLETED, 1, null).getCaptures().getFirst().getId());
  }

  @Test
  void takesABatch() throws ApiException {
    BatchesApi batches = new BatchesApi(client);
    Batch batch =
        batches.createBatch(
            new BatchRequest().captures(List.of(request(), request().darkMode(true))), null, null);
    for (var capture : batch.getCaptures()) {
      ended(new CapturesApi(client), capture.getId());
    }
    assertEquals(2, batches.getBatch(batch.getId()).getCounts().getCompleted());
  }

  @Test
  void readsWhatIsRefused() {
    CapturesApi captures = new CapturesApi(client);
    ApiException refused =
        assertThrows(
            ApiException.class, () -> captures.createCapture(request().width(1), null, null));
    assertEquals(400, refused.getCode());
    assertTrue(refused.getResponseBody().contains("invalid_request"));
  }

  @Test
  void asksForTheRest() throws ApiException {
    assertEquals("ok", new ServiceApi(client).getHealth().getStatus().getValue());
    assertTrue(new UsageApi(client).getUsage().getRequestsPerSecond() >= 1);
    assertTrue(new UsageApi(client).listDevices().getDevices().size() > 100);
  }
}
