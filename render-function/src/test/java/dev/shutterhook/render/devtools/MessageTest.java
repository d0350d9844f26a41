package dev.shutterhook.render.devtools;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.BinaryNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Random;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rules only. */
class MessageTest {
  private static final String UNHEARD = "Page.unheard";
  private static final String BEFORE = "{\"id\":1}\0";

  private static Message read(String json) throws IOException {
    return read(json, id -> null);
  }

  /** Reads it from the middle of a buffer, as it comes out of the pipe. */
  private static Message read(String json, IntFunction<@Nullable String> wanted)
      throws IOException {
    byte[] bytes = (BEFORE + json + "\0{\"id\":2}").getBytes(StandardCharsets.UTF_8);
    int length = json.getBytes(StandardCharsets.UTF_8).length;
    return Message.read(
        bytes, BEFORE.length(), BEFORE.length() + length, wanted, name -> !name.equals(UNHEARD));
  }

  private static byte[] data(String json) throws IOException {
    Message message = read(json, id -> id == 7 ? "data" : null);
    return assertInstanceOf(BinaryNode.class, message.body()).binaryValue();
  }

  @Test
  void readsAnEventOfAPage() throws IOException {
    Message event =
        read("{\"method\":\"Page.x\",\"params\":{\"name\":\"lädt\"},\"sessionId\":\"S\"}");
    assertEquals("Page.x", event.method());
    assertEquals("S", event.sessionId());
    assertEquals("lädt", event.body().path("name").asText());
    assertEquals(0, event.id());
  }

  @Test
  void passesOverTheRestOfAnEventThatNobodyHears() throws IOException {
    Message event = read("{\"method\":\"" + UNHEARD + "\",\"params\":{\"no\":JSON");
    assertEquals(UNHEARD, event.method());
    assertTrue(event.body().isMissingNode());
  }

  @Test
  void readsAnAnswerAndPassesOverWhatItDoesNotKnow() throws IOException {
    Message answer = read("{\"id\":7,\"new\":{\"id\":[8]},\"result\":{\"frameId\":\"F\"}}");
    assertEquals(7, answer.id());
    assertFalse(answer.failed());
    assertEquals("F", answer.body().path("frameId").asText());
  }

  @Test
  void readsARefusal() throws IOException {
    Message refusal = read("{\"id\":7,\"error\":{\"code\":-32000,\"message\":\"No target\"}}");
    assertTrue(refusal.failed());
    assertEquals("No target", refusal.body().path("message").asText());
  }

  @Test
  void decodesTheWantedFieldOfAnyLength() throws IOException {
    Random random = new Random(1);
    for (int length : new int[] {0, 1, 2, 3, 4, 100_001}) {
      byte[] picture = new byte[length];
      random.nextBytes(picture);
      String text = Base64.getEncoder().encodeToString(picture);
      assertArrayEquals(
          picture,
          data(
              "{\"id\":7,\"result\":{\"ümlaut\":{\"data\":1},\"data\":\""
                  + text
                  + "\",\"z\":[]}}"));
    }
  }

  @Test
  void hasNoBytesWhereTheWantedFieldIsMissing() throws IOException {
    assertEquals(0, data("{\"id\":7,\"result\":{}}").length);
  }

  @ParameterizedTest
  @ValueSource(strings = {"{\"id\":", "{\"id\":\"x\"}", "{\"id\":1,\"result\":{]}"})
  void refusesWhatIsNoMessage(String json) {
    assertThrows(IOException.class, () -> read(json));
  }
}
