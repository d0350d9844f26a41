package dev.shutterhook.core.capture;

import static dev.shutterhook.core.fixture.CaptureFixture.aCapture;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.shutterhook.core.fixture.CaptureFixture;
import dev.shutterhook.core.fixture.CloudExtension;
import dev.shutterhook.core.fixture.LargestRequest;
import dev.shutterhook.core.fixture.RequestFixture;
import dev.shutterhook.core.fixture.TestClock;
import dev.shutterhook.core.json.Json;
import dev.shutterhook.core.options.Source;
import dev.shutterhook.core.render.Box;
import dev.shutterhook.core.render.Masked;
import dev.shutterhook.core.render.PageFacts;
import dev.shutterhook.core.render.RenderOrder;
import dev.shutterhook.core.webhook.StableJson;
import dev.shutterhook.localcloud.LocalCloud;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Real: the presigner. What a client may ask for fits everywhere that it has to go. */
@ExtendWith(CloudExtension.class)
class LargestRequestTest {
  /** What SQS takes in one message. */
  private static final int MAX_MESSAGE_BYTES = 1024 * 1024;

  /** What DynamoDB takes as one item, names of attributes included. */
  private static final int MAX_ITEM_BYTES = 400 * 1024;

  /** What the end of a capture adds to its item: six artifacts, a URL and a title. */
  private static final int RESULT_BYTES = 16 * 1024;

  /** Of a webhook's {@code data}; the rest is its envelope. */
  private static final int MAX_DATA_BYTES = 19_900;

  private final LocalCloud cloud;

  LargestRequestTest(LocalCloud cloud) {
    this.cloud = cloud;
  }

  private static int bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void fitsIntoAnOrder(boolean document) {
    Capture capture = aCapture().of(LargestRequest.of(document)).queued();
    RenderOrder order =
        new RenderOrder(
            RenderOrder.SCHEMA,
            capture.id(),
            capture.token(),
            capture.createdAt(),
            capture.options(),
            capture.identity(),
            null);
    int bytes = bytes(Json.write(order));
    assertTrue(bytes <= MAX_MESSAGE_BYTES, bytes + " bytes");
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void fitsIntoAnItem(boolean document) {
    assertTrue(itemBytes(LargestRequest.of(document), document) + RESULT_BYTES <= MAX_ITEM_BYTES);
  }

  @Test
  void fitsIntoAnItemWithWhatItsMasksCameTo() {
    List<Box> boxes = Collections.nCopies(Masked.MAX_BOXES, new Box(9_999, 99_999, 9_999, 99_999));
    Masked masked = new Masked("\"".repeat(Masked.MAX_MASK_LENGTH), boxes);
    PageFacts page = new PageFacts("", 200, "", Collections.nCopies(64, masked));
    int result = RESULT_BYTES + bytes(Json.write(page.masks()));
    assertTrue(result <= RESULT_BYTES + PageFacts.MAX_MASKS_BYTES);
    assertFalse(page.masks().isEmpty());
    assertTrue(itemBytes(LargestRequest.masked(false), false) + result <= MAX_ITEM_BYTES);
  }

  private static int itemBytes(RequestFixture fixture, boolean document) {
    Capture asked = aCapture().of(fixture).queued();
    CaptureRequest request = fixture.accepted();
    CaptureRequest stored = document ? request.from(Source.StoredDocument.of(asked.id())) : request;
    Capture capture =
        Capture.queued(
            asked.id(),
            asked.account(),
            asked.token(),
            stored,
            asked.identity(),
            asked.createdAt());
    return CaptureItem.write(capture).attributes().entrySet().stream()
        .mapToInt(entry -> bytes(entry.getKey()) + bytes(String.valueOf(entry.getValue().s())))
        .sum();
  }

  private ArtifactLinks links() {
    return new ArtifactLinks(
        cloud.s3Presigner(),
        cloud.bucketName("ArtifactsBucket"),
        Duration.ofHours(1),
        TestClock.atNow());
  }

  @Test
  void leavesOutOfAWebhookWhereMasksAreBeforeAnyOption() {
    Masked masked = new Masked("p", Collections.nCopies(Masked.MAX_BOXES, new Box(1, 2, 3, 4)));
    PageFacts page = new PageFacts("", 200, "", Collections.nCopies(64, masked));
    Capture capture = CaptureFixture.with(aCapture().completed(), page);
    CaptureDocument documents = new CaptureDocument(links());
    assertEquals(Masked.MAX_BOXES, documents.of(capture).at("/page/masks/0/boxes").size());
    JsonNode document = documents.within(capture, 8_000);
    assertEquals("[\"page.masks\"]", document.path("omitted").toString());
    assertFalse(document.path("page").has("masks"));
  }

  @Test
  void fitsIntoAWebhookThatNamesWhatItLeavesOut() {
    Capture capture = aCapture().of(LargestRequest.of(false)).completed();
    JsonNode document = new CaptureDocument(links()).within(capture, MAX_DATA_BYTES);
    assertTrue(bytes(StableJson.write(document)) <= MAX_DATA_BYTES);
    assertTrue(document.path("omitted").toString().contains("\"options.js\""));
    assertEquals(capture.metadata(), document.path("metadata"));
    assertEquals("completed", document.path("status").asText());
  }
}
