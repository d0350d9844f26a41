package dev.shutterhook.core.capture;

import static dev.shutterhook.core.fixture.RequestFixture.aRequest;
import static dev.shutterhook.core.fixture.RequestFixture.anHtmlRequest;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.shutterhook.core.egress.EgressPolicy;
import dev.shutterhook.core.json.Json;
import dev.shutterhook.core.options.CaptureOptions;
import dev.shutterhook.core.options.Source;
import dev.shutterhook.core.webhook.EventType;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CaptureRequestTest {

  @Test
  void fillsInEveryDefault() {
    CaptureRequest request = aRequest().accepted();
    assertEquals(
        "{\"format\":\"png\",\"width\":1280,\"height\":800,\"scale\":1,\"full_page\":false,"
            + "\"wait_until\":\"auto\",\"delay\":0,\"timeout\":30,"
            + "\"on_timeout\":\"fail\",\"javascript\":true}",
        Json.write(request.options().echo()));
    assertNull(request.callback());
    assertEquals("{}", Json.write(request.metadata()));
  }

  @Test
  void echoesWhatWasChosen() {
    JsonNode echo =
        aRequest()
            .with("format", "webp")
            .with("scale", 1.5)
            .with("delay", 0.25)
            .with("timeout", 60)
            .accepted()
            .options()
            .echo();
    assertEquals("80", echo.path("quality").toString());
    assertEquals("1.5", echo.path("scale").toString());
    assertEquals("0.25", echo.path("delay").toString());
    assertEquals("60", echo.path("timeout").toString());
  }

  @Test
  void listsEveryFaultOfARequestAtOnce() {
    List<String> faults =
        aRequest()
            .with("url", "file:///etc/passwd")
            .with("format", "bmp")
            .with("width", 15)
            .with("height", "tall")
            .with("full_page", "yes")
            .with("timeout", 121)
            .with("webhook_url", "http://hooks.example.com/")
            .with("webhook_events", List.of("capture.done"))
            .with("metadata", "x")
            .with("colour", "red")
            .faults();
    List<String> fields =
        faults.stream().map(fault -> fault.substring(0, fault.indexOf(' '))).sorted().toList();
    assertEquals(
        List.of(
            "colour",
            "format",
            "full_page",
            "height",
            "metadata",
            "timeout",
            "url",
            "webhook_events[0]",
            "webhook_url",
            "width"),
        fields);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          quality    | 80         | goes only with format jpeg or webp
          scale      | 4.1        | must be from 0.1 to 4
          scale      | 0          | must be from 0.1 to 4
          width      | 7681       | must be from 16 to 7680 px
          width      | 100.5      | must be a whole number
          timeout    | 0          | must be from 1 to 120 s
          delay      | 61         | must be from 0 to 60 s
          delay      | 30         | must be shorter than timeout
          delay      | -1         | must be from 0 to 60 s
          format     | "PNG"      | must be one of png, jpeg, webp, pdf, html, mhtml, text
          format     | 1          | must be a string
          wait_until | "sometime" | must be one of auto, load, domcontentloaded, networkidle
          html       | "<p>"      | cannot be given together with url
          html       | ""         | cannot be given together with url
          metadata   | []         | must be an object
          webhook_url| "hooks"    | must begin with http:// or https://
          """)
  void saysWhatIsWrongWithOneField(String field, String value, String message) {
    assertEquals(List.of(field + " " + message), aRequest().with(field, Json.tree(value)).faults());
  }

  @Test
  void refusesASurfaceThatNoPictureHas() {
    assertEquals(
        List.of("scale times width and height must stay within 16384 px"),
        aRequest().with("width", 7_680).with("scale", 4).faults());
  }

  @Test
  void wantsExactlyOneSource() {
    assertEquals(
        List.of("url is required, unless html is given"), aRequest().without("url").faults());
  }

  @Test
  void takesHtmlUpToItsBound() {
    assertInstanceOf(
        Source.Document.class,
        anHtmlRequest("x".repeat(Source.MAX_HTML_BYTES)).accepted().options().source());
    assertEquals(
        List.of("html must be at most 524288 bytes"),
        anHtmlRequest("x".repeat(Source.MAX_HTML_BYTES + 1)).faults());
  }

  @Test
  void boundsMetadataAsCompactJson() {
    int envelope = "{\"k\":\"\"}".length();
    String fits = "x".repeat(CaptureRequest.MAX_METADATA_BYTES - envelope);
    aRequest().with("metadata", Map.of("k", fits)).accepted();
    assertEquals(
        List.of("metadata must be at most 4096 bytes as JSON"),
        aRequest().with("metadata", Map.of("k", fits + "x")).faults());
  }

  @Test
  void tellsOfEveryEventUnlessSomeAreChosen() {
    Callback all = Objects.requireNonNull(aRequest().withCallback().accepted().callback());
    assertTrue(EventType.OF_CAPTURES.stream().allMatch(all::wants));
    Callback one =
        Objects.requireNonNull(
            aRequest()
                .withCallback()
                .with("webhook_events", List.of("capture.failed"))
                .accepted()
                .callback());
    assertEquals(List.of(EventType.CAPTURE_FAILED), one.events());
  }

  @Test
  void refusesEventsThatNobodyIsTold() {
    assertEquals(
        List.of("webhook_events goes only with webhook_url"),
        aRequest().with("webhook_events", List.of("capture.failed")).faults());
    assertEquals(
        List.of("webhook_events must have at least 1 entry"),
        aRequest().withCallback().with("webhook_events", List.of()).faults());
  }

  @Test
  void allowsAPlainWebhookOnlyWhereEgressIsOpen() {
    String json = aRequest().with("webhook_url", "http://127.0.0.1:9000/").json();
    assertInstanceOf(CaptureRequest.Refused.class, CaptureRequest.read(json, EgressPolicy.STRICT));
    assertInstanceOf(CaptureRequest.Accepted.class, CaptureRequest.read(json, EgressPolicy.OPEN));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "[]", "null", "\"x\"", "{", "{\"url\":\"a\",\"url\":\"b\"}", "{}x"})
  void refusesABodyThatIsNoObjectWithOneFaultOfTheWhole(String body) {
    CaptureRequest.Refused refused =
        assertInstanceOf(
            CaptureRequest.Refused.class, CaptureRequest.read(body, EgressPolicy.STRICT));
    assertEquals(1, refused.faults().size());
    assertEquals("", refused.faults().getFirst().field());
  }

  @Test
  void survivesTheWayThroughAMessage() {
    CaptureOptions page = aRequest().with("format", "jpeg").accepted().options();
    assertEquals(page, Json.read(Json.write(page), CaptureOptions.class));
    CaptureOptions document = anHtmlRequest("<h1>ä\u0001</h1>").accepted().options();
    assertEquals(document, Json.read(Json.write(document), CaptureOptions.class));
  }
}
