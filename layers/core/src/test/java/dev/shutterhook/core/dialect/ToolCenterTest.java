package dev.shutterhook.core.dialect;

import static dev.shutterhook.core.fixture.CaptureFixture.aCapture;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.shutterhook.core.capture.Capture;
import dev.shutterhook.core.capture.CaptureRequest;
import dev.shutterhook.core.options.Format;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class ToolCenterTest {
  private final Spoken spoken = new Spoken(Dialects.TOOL_CENTER);

  @Test
  void takesWhatItsDocumentSends() {
    CaptureRequest request =
        spoken.accepted(
            """
            {"url":"https://example.com","width":1280,"height":800,"format":"png","fullPage":false,
             "webhookUrl":"https://your-server.com/api/webhook/screenshot"}""");
    assertFalse(request.options().extent().fullPage());
    assertEquals(List.of(Format.PNG), request.options().output().formats());
    assertEquals(
        "https://your-server.com/api/webhook/screenshot",
        Objects.requireNonNull(request.callback()).url().toString());
  }

  @Test
  void answersWithThePictureUnlessTheClientHasAReceiver() {
    assertTrue(Dialects.TOOL_CENTER.waits(Spoken.object("{\"webhookUrl\":null}")));
    assertFalse(Dialects.TOOL_CENTER.waits(Spoken.object("{\"webhookUrl\":\"https://a\"}")));
  }

  @Test
  void acknowledgesAsItsDocumentPrints() {
    Capture capture = aCapture().queued();
    ObjectNode told = spoken.acknowledged(capture);
    assertEquals(List.of("jobId", "status"), Spoken.names(told));
    assertEquals(capture.id().ulid().toLowerCase(), told.path("jobId").asText());
    assertEquals("queued", told.path("status").asText());
  }

  @Test
  void tellsAsItsDocumentPrints() {
    ObjectNode completed = spoken.told(aCapture().completed());
    assertEquals(List.of("jobId", "status", "screenshotUrl"), Spoken.names(completed));
    assertEquals("completed", completed.path("status").asText());
    assertTrue(completed.path("screenshotUrl").asText().startsWith("https://"));
    ObjectNode failed = spoken.told(aCapture().failed());
    assertEquals("failed", failed.path("status").asText());
    assertEquals("The host name could not be resolved.", failed.path("error").asText());
  }
}
