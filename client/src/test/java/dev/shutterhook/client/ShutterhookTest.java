package dev.shutterhook.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real: HTTP. The service is one that says what the test wants. */
class ShutterhookTest {
  private static final CaptureRequest REQUEST = CaptureRequest.ofUrl("https://example.com/");
  private static final Map<String, String> AT_ONCE = Map.of("retry-after", "0");

  private final Service service = new Service();
  private final Shutterhook shutterhook =
      Shutterhook.at(service.address(), "shk_key", new Patience(Duration.ofMillis(10)));

  ShutterhookTest() throws IOException {}

  @AfterEach
  void close() {
    service.close();
  }

  @Test
  void asksForACapture() throws IOException, InterruptedException {
    service.says(202, Service.QUEUED);
    Capture capture = shutterhook.capture(REQUEST.with("hide", List.of(".ad", "é\"")));
    assertEquals("cap_1", capture.id());
    assertFalse(capture.ended());
    Service.Heard heard = service.heard().getFirst();
    assertEquals("POST /v1/captures", heard.method() + " " + heard.path());
    assertEquals("Bearer shk_key", heard.header("Authorization"));
    assertEquals("application/json", heard.header("Content-type"));
    assertEquals("{\"url\":\"https://example.com/\",\"hide\":[\".ad\",\"é\\\"\"]}", heard.body());
  }

  @Test
  void asksAgainByTheSameKeySoThatItIsOneCapture() throws IOException, InterruptedException {
    service.says(503, AT_ONCE, "").hangsUp().says(409, AT_ONCE, "").says(202, Service.QUEUED);
    service.says(202, Service.QUEUED);
    shutterhook.capture(REQUEST);
    shutterhook.capture(REQUEST);
    List<String> keys =
        service.heard().stream().map(heard -> heard.header("Idempotency-key")).toList();
    assertEquals(1, keys.subList(0, 4).stream().distinct().count(), keys.toString());
    assertNotEquals(keys.get(3), keys.get(4), "another call is another capture");
  }

  @Test
  void leavesAConflictThatStays() {
    service.says(409, "{\"code\":\"conflict\",\"detail\":\"The capture failed.\"}");
    assertThrows(ApiException.class, () -> shutterhook.capture(REQUEST));
    assertEquals(1, service.heard().size());
  }

  @Test
  void sendsAKeyOfTheCallersOwn() throws IOException, InterruptedException {
    service.says(202, Service.QUEUED);
    shutterhook.capture(REQUEST.idempotencyKey("order-4711").with("width", 400));
    assertEquals("order-4711", service.heard().getFirst().header("Idempotency-key"));
    for (String wrong : List.of("", "a b", "é", "x".repeat(256))) {
      assertThrows(IllegalArgumentException.class, () -> REQUEST.idempotencyKey(wrong));
    }
  }

  @Test
  void waitsAsLongAsTheServiceAsks() throws IOException, InterruptedException {
    service.says(503, Map.of("retry-after", "1"), "").says(202, Service.QUEUED);
    long began = System.nanoTime();
    shutterhook.capture(REQUEST);
    assertTrue(System.nanoTime() - began >= 1_000_000_000);
  }

  @Test
  void saysWhatTheServiceRefuses() {
    service.says(
        400,
        Map.of("x-request-id", "req_1"),
        """
        {"status":400,"code":"invalid_request","detail":"1 fault: see errors.",
         "errors":[{"field":"width","message":"must be from 16 to 7680 px"}]}""");
    ApiException refused =
        assertThrows(ApiException.class, () -> shutterhook.capture(REQUEST.with("width", 1)));
    assertEquals(400, refused.status());
    assertEquals("invalid_request", refused.code());
    assertEquals("req_1", refused.requestId().orElseThrow());
    assertEquals(
        "400 invalid_request: 1 fault: see errors.; width must be from 16 to 7680 px",
        refused.getMessage());
    assertEquals(1, service.heard().size(), "what is wrong stays wrong");
  }

  @Test
  void leavesALongWaitToTheCaller() {
    service.says(
        429,
        Map.of("retry-after", "86400"),
        "{\"code\":\"quota_exceeded\",\"detail\":\"This key may make 10 captures in a month.\"}");
    ApiException refused = assertThrows(ApiException.class, () -> shutterhook.capture(REQUEST));
    assertEquals("quota_exceeded", refused.code());
    assertEquals(Duration.ofDays(1), refused.retryAfter().orElseThrow());
  }

  @Test
  void givesUpAfterFiveTries() {
    IntStream.range(0, 3).forEach(i -> service.says(503, "<html>").hangsUp());
    assertThrows(ApiException.class, () -> shutterhook.capture(REQUEST));
    assertEquals(Patience.MOST_TRIES, service.heard().size());
  }

  @Test
  void asksNobodyForAnAnswerThatIsNoProblem() {
    service.says(502, "<html>bad gateway</html>");
    ApiException refused = assertThrows(ApiException.class, () -> shutterhook.find("cap_1"));
    assertEquals("", refused.code());
    assertEquals(Optional.empty(), refused.requestId());
    service.says(200, "<html>a portal</html>");
    assertThrows(JsonException.class, () -> shutterhook.find("cap_1"));
    service.says(200, "{}");
    assertThrows(JsonException.class, () -> shutterhook.find("cap_1"));
  }

  @Test
  void waitsForACapturesEnd() throws IOException, InterruptedException {
    service.says(200, Service.QUEUED).says(200, Service.COMPLETED);
    Capture capture = shutterhook.await("cap_1", Duration.ofMinutes(2));
    assertTrue(capture.completed());
    assertEquals(Optional.empty(), capture.errorCode());
    assertEquals("/v1/captures/cap_1?wait=20", service.heard().getFirst().path());
  }

  @Test
  void waitsNoLongerThanItIsTold() throws IOException, InterruptedException {
    IntStream.range(0, 9).forEach(i -> service.says(200, Service.QUEUED));
    assertFalse(shutterhook.await("cap_1", Duration.ofMillis(300)).ended());
    assertTrue(service.heard().size() >= 2);
    assertEquals("/v1/captures/cap_1?wait=0", service.heard().getLast().path());
  }

  @Test
  void putsAnIdIntoThePathAsOnePart() {
    service.says(404, "");
    assertThrows(ApiException.class, () -> shutterhook.find("../a b?x"));
    assertEquals("/v1/captures/..%2Fa%20b%3Fx?wait=0", service.heard().getFirst().path());
  }

  @Test
  void fetchesThePictureWithoutTheKey(@TempDir Path folder)
      throws IOException, InterruptedException {
    URI elsewhere = service.address().resolve("/bucket/picture?signature=1");
    service.says(302, Map.of("location", elsewhere.toString()), "{}").says(200, "picture");
    Path file = folder.resolve("picture.pdf");
    Files.writeString(file, "an older and longer picture");
    shutterhook.download(capture(), "pdf", file);
    assertEquals("picture", Files.readString(file));
    assertEquals("/v1/captures/cap_1/image?format=pdf", service.heard().get(0).path());
    assertEquals("", service.heard().get(1).header("Authorization"));
  }

  @Test
  void leavesNoFileOfWhatTheStoreRefuses(@TempDir Path folder) {
    service.says(302, Map.of("location", service.address() + "/gone"), "{}").says(403, "<Error/>");
    Path file = folder.resolve("picture.png");
    assertThrows(IOException.class, () -> shutterhook.download(capture(), file));
    assertFalse(Files.exists(file));
  }

  private static Capture capture() {
    return Capture.of(JsonReader.readObject(Service.COMPLETED));
  }

  @Test
  void readsNoAnswerWithoutABound() {
    char[] large = new char[Connection.MAX_ANSWER_BYTES + 1];
    Arrays.fill(large, ' ');
    service.says(200, new String(large));
    assertThrows(JsonException.class, () -> shutterhook.find("cap_1"));
  }

  @Test
  void takesAnAddressWithASlashAtItsEnd() throws IOException, InterruptedException {
    service.says(200, Service.COMPLETED);
    Shutterhook.at(URI.create(service.address() + "/"), "shk_key").find("cap_1");
    assertEquals("/v1/captures/cap_1?wait=0", service.heard().getFirst().path());
  }

  @Test
  void waitsLongerEachTimeUpToABound() {
    assertEquals(Optional.empty(), Patience.USUAL.after(Patience.MOST_TRIES, Optional.empty()));
    assertEquals(Optional.empty(), Patience.USUAL.after(1, Optional.of(Duration.ofSeconds(31))));
    for (int tries = 1; tries < Patience.MOST_TRIES; tries++) {
      Duration least = Duration.ofMillis(500L << (tries - 1));
      Duration wait = Patience.USUAL.after(tries, Optional.empty()).orElseThrow();
      assertTrue(wait.compareTo(least) >= 0, wait.toString());
      assertTrue(wait.compareTo(least.multipliedBy(6).dividedBy(5)) <= 0, wait.toString());
    }
  }
}
