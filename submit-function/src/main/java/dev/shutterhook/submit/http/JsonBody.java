package dev.shutterhook.submit.http;

import dev.shutterhook.core.request.Fault;
import dev.shutterhook.submit.http.Answer.Problem;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

/** A request's body, before anybody looks at what the JSON says. */
public final class JsonBody {
  /** Twice the largest html that a request may carry, so that escapes have room. */
  public static final int MAX_BYTES = 1024 * 1024;

  private JsonBody() {}

  /** What reading it comes to. */
  public sealed interface Reading {}

  /** A text, perhaps of JSON. */
  public record Text(String text) implements Reading {}

  /** None that is looked at. */
  public record Refused(Problem problem) implements Reading {}

  public static Reading of(Request request) {
    if (request.body().remaining() > MAX_BYTES) {
      return new Refused(
          Problem.of(ProblemCode.PAYLOAD_TOO_LARGE, "A body has at most " + MAX_BYTES + " bytes."));
    }
    if (!request.header("content-type").map(JsonBody::json).orElse(true)) {
      return new Refused(
          Problem.of(
              ProblemCode.UNSUPPORTED_MEDIA_TYPE,
              "Send JSON with the header Content-Type: application/json."));
    }
    try {
      CharBuffer text = StandardCharsets.UTF_8.newDecoder().decode(request.body().duplicate());
      return new Text(text.toString());
    } catch (CharacterCodingException e) {
      return new Refused(Problem.invalid(List.of(new Fault("", "is not valid UTF-8"))));
    }
  }

  private static boolean json(String contentType) {
    int semicolon = contentType.indexOf(';');
    String type = semicolon < 0 ? contentType : contentType.substring(0, semicolon);
    String plain = type.strip().toLowerCase(Locale.ROOT);
    return plain.isEmpty() || plain.equals("application/json") || plain.endsWith("+json");
  }
}
