package dev.shutterhook.core.dialect;

import static dev.shutterhook.core.fixture.CaptureFixture.aCapture;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.shutterhook.core.capture.Capture;
import dev.shutterhook.core.capture.CaptureRequest;
import dev.shutterhook.core.options.CaptureOptions;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class ScreenshotlyTest {
  private final Spoken spoken = new Spoken(Dialects.SCREENSHOTLY);

  @Test
  void takesWhatItsDocumentSends() {
    CaptureRequest request =
        spoken.accepted(
            """
            {"url":"https://example.com","fullPage":true,"async":true,
             "webhookUrl":"https://myapp.com/api/webhooks/screenshot?jobId=1&x=2"}""");
    assertTrue(request.options().extent().fullPage());
    assertEquals(
        "https://myapp.com/api/webhooks/screenshot?jobId=1&x=2",
        Objects.requireNonNull(request.callback()).url().toString());
  }

  @Test
  void answersWithThePictureUnlessTheClientSaysAsync() {
    assertTrue(Dialects.SCREENSHOTLY.waits(Spoken.object("{}")));
    assertTrue(Dialects.SCREENSHOTLY.waits(Spoken.object("{\"async\":false}")));
    assertFalse(Dialects.SCREENSHOTLY.waits(Spoken.object("{\"async\":true}")));
    assertEquals(
        List.of("async must be true or false"),
        spoken.faults("{\"url\":\"https://a.example\",\"async\":\"yes\"}"));
  }

  @Test
  void readsOurOptionsInCamelCaseHoweverDeep() {
    CaptureOptions options =
        spoken
            .accepted(
                """
                {"url":"https://a.example","format":"pdf","waitUntil":"networkidle",
                 "waitForSelector":"#ready","blockCookies":true,"onTimeout":"capture",
                 "pdf":{"printBackground":false,"pageRanges":"1-2"},
                 "cookies":[{"name":"a_b","value":"1","httpOnly":true}],
                 "headers":{"x_trace_id":"7"},"metadata":{"user_id":"u_1"}}""")
            .options();
    assertEquals("#ready", options.readiness().waitForSelector());
    assertTrue(options.blocking().cookies());
    assertFalse(Objects.requireNonNull(options.output().pdf()).printBackground());
    assertTrue(options.identity().cookies().getFirst().httpOnly());
    assertTrue(options.identity().headers().containsKey("x_trace_id"));
  }

  @Test
  void namesFieldsAsTheClientSpeltThem() {
    assertEquals(
        List.of("maxHeight goes only with fullPage", "full_page is not a known field"),
        spoken.faults("{\"url\":\"https://a.example\",\"maxHeight\":100,\"full_page\":true}"));
    assertEquals(
        List.of("pdf.printBackground must be true or false"),
        spoken.faults(
            """
            {"url":"https://a.example","format":"pdf","pdf":{"printBackground":1}}"""));
  }

  @Test
  void tellsBothFormsOfItsDocumentAtOnce() {
    Capture completed = aCapture().completed();
    ObjectNode event = spoken.told(completed);
    assertTrue(event.path("success").asBoolean());
    assertEquals("screenshot.completed", event.path("event").asText());
    for (var form : List.of(event, event.path("data"))) {
      assertEquals(Dialects.SCREENSHOTLY.spell(completed.id()), form.path("jobId").asText());
      assertTrue(form.path("imageUrl").asText().startsWith("https://"), event::toString);
      assertEquals(1_280, form.path("metadata").path("width").asInt());
      assertEquals(800, form.path("metadata").path("height").asInt());
      assertEquals(24_576, form.path("metadata").path("size").asInt());
    }
    assertFalse(event.has("error"));
  }

  @Test
  void tellsWhyThereIsNoPictureInBothForms() {
    ObjectNode event = spoken.told(aCapture().failed());
    assertFalse(event.path("success").asBoolean(true));
    assertEquals("screenshot.failed", event.path("event").asText());
    for (var form : List.of(event, event.path("data"))) {
      assertEquals("The host name could not be resolved.", form.path("error").asText());
      assertEquals("dns_failed", form.path("errorCode").asText());
    }
  }

  @Test
  void echoesTheClientsMetadataBesideThePictures() {
    ObjectNode event = spoken.told(Spoken.hardToWrite().completed());
    assertEquals(1_280, event.path("metadata").path("width").asInt());
    assertTrue(event.path("metadata").path("order").asText().startsWith("日本"));
    assertTrue(
        spoken
            .told(Spoken.hardToWrite().failed())
            .path("metadata")
            .path("order")
            .asText()
            .startsWith("日本"));
  }

  @Test
  void describesWhatItsPollingLooksAt() {
    ObjectNode queued = spoken.described(aCapture().queued());
    assertFalse(queued.path("completed").asBoolean(true) || queued.path("failed").asBoolean(true));
    ObjectNode completed = spoken.described(aCapture().completed());
    assertTrue(completed.path("completed").asBoolean());
    assertFalse(completed.path("imageUrl").asText().isEmpty());
    assertEquals(1_280, completed.path("metadata").path("width").asInt());
    ObjectNode failed = spoken.described(aCapture().failed());
    assertTrue(failed.path("failed").asBoolean());
    assertFalse(failed.path("error").asText().isEmpty());
  }
}
