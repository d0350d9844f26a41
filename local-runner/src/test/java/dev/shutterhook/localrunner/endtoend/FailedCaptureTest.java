package dev.shutterhook.localrunner.endtoend;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.standardwebhooks.exceptions.WebhookVerificationException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SuiteUnderTest.class)
class FailedCaptureTest {
  private final SuiteUnderTest suite = SuiteUnderTest.get();
  private final Client client = suite.client();

  @Test
  void namesAHostThatDoesNotExist() throws WebhookVerificationException {
    assertFailsAndTells("dns_failed", Map.of("url", "http://no-such-host.invalid/"));
  }

  @Test
  void namesAConnectionThatIsRefused() throws IOException, WebhookVerificationException {
    int port;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = socket.getLocalPort();
    }
    assertFailsAndTells("connection_failed", Map.of("url", "http://127.0.0.1:" + port + "/"));
  }

  @Test
  void namesABadCertificate() throws IOException, WebhookVerificationException {
    try (SelfSigned server = new SelfSigned()) {
      assertFailsAndTells("tls_failed", Map.of("url", server.url()));
    }
  }

  @Test
  void namesAPageThatIsTooSlow() throws WebhookVerificationException {
    assertFailsAndTells("timeout", Map.of("url", suite.pages().url("/slow"), "timeout", 2));
  }

  private void assertFailsAndTells(String code, Map<String, ?> request)
      throws WebhookVerificationException {
    Map<String, Object> whole = new java.util.HashMap<>(request);
    whole.put("webhook_url", suite.receivers().url("ok"));
    String id = client.capture(whole);
    JsonNode capture = client.ended(id);
    assertEquals("failed", capture.path("status").asText(), capture.toString());
    assertEquals(code, capture.path("error").path("code").asText(), capture.toString());
    await().atMost(Duration.ofSeconds(30)).until(() -> suite.receivers().about(id).size() == 1);
    Receivers.Received webhook = suite.receivers().about(id).getFirst();
    webhook.verify(suite.webhookSecret());
    assertEquals("capture.failed", webhook.event().path("type").asText());
    assertEquals(code, webhook.event().path("data").path("error").path("code").asText());
  }
}
