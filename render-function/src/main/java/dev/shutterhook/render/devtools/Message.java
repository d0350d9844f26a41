package dev.shutterhook.render.devtools;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.BinaryNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Base64;
import java.util.function.IntFunction;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * One message from the browser: an answer (id, and result or error) or an event (method, params).
 *
 * @param id 0 in an event
 * @param sessionId null for the browser itself
 * @param body the result (or its one wanted field, as bytes), the error's object or the event's
 *     parameters
 */
record Message(
    int id, @Nullable String sessionId, @Nullable String method, JsonNode body, boolean failed) {

  /** The protocol's JSON, in its own spelling; what a newer browser adds is passed over. */
  static final JsonMapper JSON =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxStringLength(Pipe.MAX_MESSAGE_BYTES)
                          .build())
                  .build())
          // Typed calls spell a parameter that is left out as null, which the browser refuses.
          .defaultPropertyInclusion(
              JsonInclude.Value.construct(
                  JsonInclude.Include.NON_NULL, JsonInclude.Include.NON_NULL))
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.READ_UNKNOWN_ENUM_VALUES_AS_NULL)
          .build();

  /**
   * Reads a message.
   *
   * @param wanted by an answer's id, the field of its result that is wanted as bytes, or null. A
   *     picture of 10 MB is decoded from where it lies and never becomes a string.
   * @param heard whether anybody hears an event; the rest of one that nobody hears is not read
   */
  static Message read(
      byte[] buffer,
      int from,
      int to,
      IntFunction<@Nullable String> wanted,
      Predicate<String> heard)
      throws IOException {
    int id = 0;
    String sessionId = null;
    String method = null;
    JsonNode body = MissingNode.getInstance();
    boolean failed = false;
    try (JsonParser in = JSON.getFactory().createParser(buffer, from, to - from)) {
      in.nextToken();
      while (in.nextToken() == JsonToken.FIELD_NAME) {
        String field = in.currentName();
        in.nextToken();
        switch (field) {
          case "id" -> id = in.getIntValue();
          case "sessionId" -> sessionId = in.getText();
          case "method" -> {
            method = in.getText();
            if (!heard.test(method)) {
              return new Message(0, null, method, body, false);
            }
          }
          case "params" -> body = in.readValueAsTree();
          case "error" -> {
            failed = true;
            body = in.readValueAsTree();
          }
          case "result" -> {
            String name = wanted.apply(id);
            if (name == null) {
              body = in.readValueAsTree();
            } else {
              body = BinaryNode.valueOf(decoded(in, name, buffer, from, to));
            }
          }
          default -> in.skipChildren();
        }
      }
    }
    return new Message(id, sessionId, method, body, failed);
  }

  private static byte[] decoded(JsonParser in, String name, byte[] buffer, int from, int to)
      throws IOException {
    byte[] bytes = new byte[0];
    while (in.nextToken() == JsonToken.FIELD_NAME) {
      boolean match = name.equals(in.currentName());
      in.nextToken();
      if (match) {
        int start = from + (int) in.currentTokenLocation().getByteOffset() + 1;
        bytes = base64(buffer, start, to);
      }
      in.skipChildren();
    }
    return bytes;
  }

  /** Base64 needs no escapes in JSON, so the text runs to the next quote. */
  private static byte[] base64(byte[] buffer, int start, int to) {
    int end = start;
    while (end < to && buffer[end] != '"') {
      end++;
    }
    ByteBuffer decoded = Base64.getDecoder().decode(ByteBuffer.wrap(buffer, start, end - start));
    return decoded.array().length == decoded.remaining()
        ? decoded.array()
        : Arrays.copyOf(decoded.array(), decoded.remaining());
  }
}
