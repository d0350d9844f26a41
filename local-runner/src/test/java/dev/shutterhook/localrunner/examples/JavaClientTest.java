package dev.shutterhook.localrunner.examples;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.shutterhook.client.ApiException;
import dev.shutterhook.client.Capture;
import dev.shutterhook.client.CaptureRequest;
import dev.shutterhook.client.Shutterhook;
import dev.shutterhook.client.WebhookEvent;
import dev.shutterhook.client.WebhookException;
import dev.shutterhook.localrunner.endtoend.Receivers;
import dev.shutterhook.localrunner.endtoend.SuiteUnderTest;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The Java client against the suite. Real: the suite, its pages and receivers. Doubles: none. */
@ExtendWith(SuiteUnderTest.class)
class JavaClientTest {
  private static final Duration A_WHILE = Duration.ofSeconds(60);

  private final SuiteUnderTest suite = SuiteUnderTest.get();
  private final Shutterhook shutterhook = Shutterhook.at(suite.suite().address(), suite.key());

  @Test
  void takesACaptureAndVerifiesItsWebhook(@TempDir Path folder)
      throws IOException, InterruptedException {
    Capture asked =
        shutterhook.capture(
            CaptureRequest.ofUrl(suite.pages().url("/small").toString())
                .with("width", 400)
                .with("height", 300)
                .with("format", List.of("png", "pdf"))
                .with("metadata", Map.of("order", "日本 🎉"))
                .with("webhook_url", suite.receivers().url("ok")));
    Capture capture = shutterhook.await(asked, A_WHILE);
    assertEquals("completed", capture.status(), capture.json().toString());
    Path png = folder.resolve("picture.png");
    shutterhook.download(capture, png);
    BufferedImage picture = ImageIO.read(png.toFile());
    assertEquals(400, picture.getWidth());
    Path pdf = folder.resolve("picture.pdf");
    shutterhook.download(capture, "pdf", pdf);
    assertTrue(Files.readString(pdf, StandardCharsets.ISO_8859_1).startsWith("%PDF-"));
    verifiesTheWebhookOf(capture);
  }

  private void verifiesTheWebhookOf(Capture capture) {
    await().atMost(A_WHILE).until(() -> !suite.receivers().about(capture.id()).isEmpty());
    Receivers.Received webhook = suite.receivers().about(capture.id()).getFirst();
    byte[] body = webhook.body().getBytes(StandardCharsets.UTF_8);
    Map<String, List<String>> headers = webhook.headers().map();
    WebhookEvent event = Shutterhook.verifyWebhook(headers, body, suite.webhookSecret());
    assertEquals("capture.completed", event.type());
    assertEquals(capture.id(), event.capture().id());
    assertEquals(Map.of("order", "日本 🎉"), event.data().get("metadata"));
    body[body.length - 2] ^= 1;
    assertThrows(
        WebhookException.class,
        () -> Shutterhook.verifyWebhook(headers, body, suite.webhookSecret()));
  }

  @Test
  void saysWhatTheServiceSays() throws IOException, InterruptedException {
    CaptureRequest wrong = CaptureRequest.ofUrl("https://example.com/").with("widht", 1);
    ApiException refused = assertThrows(ApiException.class, () -> shutterhook.capture(wrong));
    assertEquals("invalid_request", refused.code());
    assertTrue(refused.getMessage().contains("widht is not a known field"), refused.getMessage());
    assertTrue(refused.requestId().orElseThrow().startsWith("req_"));
    Capture failed =
        shutterhook.await(
            shutterhook.capture(
                CaptureRequest.ofUrl(suite.pages().url("/missing").toString())
                    .with("fail_if_text", List.of("gone"))),
            A_WHILE);
    assertEquals("text_rule_failed", failed.errorCode().orElseThrow());
    ApiException none =
        assertThrows(
            ApiException.class, () -> shutterhook.download(failed, Path.of("never-written")));
    assertEquals("conflict", none.code());
  }

  /** As the example's README has it, on the classes that its jar is made of. */
  @Test
  void runsTheExample(@TempDir Path folder) throws IOException, InterruptedException {
    Path examples = Path.of(System.getProperty("shutterhook.root"), "examples", "java");
    Path file = folder.resolve("small.png");
    String page = suite.pages().url("/small").toString();
    Map<String, String> environment =
        Map.of(
            "SHUTTERHOOK_URL", suite.suite().address().toString(),
            "SHUTTERHOOK_API_KEY", suite.key());
    List<String> command =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            Language.jarOf(Shutterhook.class),
            "TakeCapture.java",
            page,
            file.toString());
    try (Child child = Child.start(examples, environment, command)) {
      Child.Ended ended = child.ended();
      assertEquals(0, ended.status(), ended.text());
      assertTrue(ended.text().matches("cap_\\w{26} completed"), ended.text());
    }
    assertEquals(1280, ImageIO.read(file.toFile()).getWidth());
  }
}
