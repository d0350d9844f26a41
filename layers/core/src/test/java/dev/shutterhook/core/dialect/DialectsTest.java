package dev.shutterhook.core.dialect;

import static dev.shutterhook.core.fixture.CaptureFixture.aCapture;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.shutterhook.core.capture.Capture;
import dev.shutterhook.core.id.Id;
import dev.shutterhook.core.id.Ids;
import dev.shutterhook.core.json.Json;
import dev.shutterhook.core.request.Fault;
import dev.shutterhook.core.webhook.StableJson;
import dev.shutterhook.core.webhook.WebhookBody;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds for every dialect. */
class DialectsTest {
  static List<Dialect> all() {
    return Dialects.all();
  }

  static Stream<Dialect> foreign() {
    return all().stream().filter(dialect -> dialect != Dialects.NATIVE);
  }

  @ParameterizedTest
  @MethodSource("all")
  void isFoundByItsName(Dialect dialect) {
    assertEquals(dialect, Dialects.of(dialect.name()));
  }

  @Test
  void knowsNoOtherName() {
    assertThrows(IllegalArgumentException.class, () -> Dialects.of("klingon"));
  }

  @ParameterizedTest
  @MethodSource("all")
  void readsEveryIdThatItSpells(Dialect dialect) {
    Ids ids = Ids.secure();
    for (int i = 0; i < 1_000; i++) {
      Id id = ids.next(Id.Kind.CAPTURE);
      assertEquals(id, dialect.parse(dialect.spell(id)).orElseThrow());
      assertTrue(dialect.place(id).endsWith("/" + dialect.spell(id)), dialect.place(id));
    }
  }

  @ParameterizedTest
  @MethodSource("all")
  void readsNothingElseAsAnId(Dialect dialect) {
    String id = dialect.spell(Ids.secure().next(Id.Kind.CAPTURE));
    List<String> wrong =
        new ArrayList<>(
            List.of("", "x", id + "0", id.substring(1), id.replaceFirst(".$", "u"), " " + id));
    // Of a text of letters and digits one of the two is another.
    wrong.add(id.matches(".*[a-z].*") ? id.toUpperCase(Locale.ROOT) : "1-1-1-1-1");
    wrong.forEach(text -> assertEquals(Optional.empty(), dialect.parse(text), text));
  }

  @ParameterizedTest
  @MethodSource("all")
  void writesWebhooksThatSurviveBeingParsedAndWrittenAgain(Dialect dialect) {
    Spoken spoken = new Spoken(dialect);
    for (Capture ended : ends()) {
      String body = spoken.announced(ended).body();
      assertEquals(body, StableJson.write(Json.tree(body)));
      assertTrue(body.contains("日本 & \\\"🎉\\\"</script>\u2028"), body);
      assertTrue(body.getBytes(StandardCharsets.UTF_8).length <= WebhookBody.MAX_BYTES);
    }
  }

  private static List<Capture> ends() {
    return List.of(
        Spoken.hardToWrite().completed(),
        Spoken.hardToWrite().failed(),
        Spoken.hardToWrite().queued().canceled(Spoken.NOW));
  }

  @ParameterizedTest
  @MethodSource("foreign")
  void tellsOfACanceledCaptureAsOfAFailureThatSaysSo(Dialect dialect) {
    Capture canceled = Spoken.hardToWrite().queued().canceled(Spoken.NOW);
    for (ObjectNode document :
        List.of(new Spoken(dialect).told(canceled), new Spoken(dialect).described(canceled))) {
      assertTrue(document.toString().contains("canceled"), document::toString);
      assertTrue(document.toString().contains("failed"), document::toString);
      assertFalse(document.toString().contains(":\"completed\""), document::toString);
    }
  }

  @ParameterizedTest
  @MethodSource("foreign")
  void describesACaptureThatCameInByAnotherWay(Dialect dialect) {
    Capture capture = aCapture().completed();
    assertTrue(
        new Spoken(dialect).described(capture).toString().contains(dialect.spell(capture.id())));
  }

  @ParameterizedTest
  @MethodSource("foreign")
  void wordsEveryFaultInItsOneSentence(Dialect dialect) {
    Complaint complaint =
        new Complaint(
            400,
            "invalid_request",
            "urn:shutterhook:problem:invalid_request",
            "The request is not valid",
            "2 faults: see errors.",
            "req_1",
            List.of(new Fault("width", "is wide"), new Fault("", "is no object")));
    ObjectNode document = dialect.word(complaint);
    assertTrue(document.toString().contains("width is wide; is no object"), document::toString);
    assertTrue(document.toString().toLowerCase(Locale.ROOT).contains("invalid_request"));
    assertEquals("width", document.path("errors").path(0).path("field").asText());
    assertEquals("application/json", dialect.complaintType());
  }
}
