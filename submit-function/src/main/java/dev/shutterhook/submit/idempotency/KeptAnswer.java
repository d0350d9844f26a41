package dev.shutterhook.submit.idempotency;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.shutterhook.core.json.Json;
import dev.shutterhook.core.json.Packed;
import dev.shutterhook.submit.http.Answer;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A reply as a text. Whoever is answered gets what is read from it, the first one too: so that all
 * answers are alike to the byte, however a number was spelled before it was written.
 *
 * @param text of JSON
 */
record KeptAnswer(String text) {
  /** A DynamoDB item has 400 KiB; the rest of it stays far below what is left. */
  static final int MAX_BYTES = 396 * 1024;

  /** Says that somebody was answered so before. */
  static final String REPLAYED = "idempotent-replayed";

  private record Form(int status, Map<String, String> headers, ObjectNode body) {}

  static KeptAnswer of(Answer.Reply reply) {
    return new KeptAnswer(Json.write(new Form(reply.status(), reply.headers(), reply.body())));
  }

  static KeptAnswer unpacked(byte[] packed) {
    return new KeptAnswer(Packed.unpack(packed));
  }

  /** As an item holds it; empty where it would not fit. */
  Optional<byte[]> packed() {
    if (text.getBytes(StandardCharsets.UTF_8).length > Packed.MAX_UNPACKED_BYTES) {
      return Optional.empty();
    }
    return Optional.of(Packed.pack(text)).filter(packed -> packed.length <= MAX_BYTES);
  }

  /** For who asked first. */
  Answer first() {
    Form form = Json.read(text, Form.class);
    return new Answer.Reply(form.status(), form.headers(), form.body());
  }

  /** For who asks again. */
  Answer again() {
    Form form = Json.read(text, Form.class);
    Map<String, String> headers = new HashMap<>(form.headers());
    headers.put(REPLAYED, "true");
    return new Answer.Reply(form.status(), headers, form.body());
  }
}
