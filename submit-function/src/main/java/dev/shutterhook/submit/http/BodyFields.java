package dev.shutterhook.submit.http;

import dev.shutterhook.core.json.Json;
import dev.shutterhook.core.request.Fault;
import dev.shutterhook.core.request.Fields;
import dev.shutterhook.core.request.JsonObject;
import dev.shutterhook.submit.http.Answer.Problem;
import java.util.List;

/** A request's body as the fields of a JSON object; no body is an object without fields. */
public final class BodyFields {
  private BodyFields() {}

  /** What reading it comes to. */
  public sealed interface Reading {}

  /** Fields of which nothing is known yet. */
  public record Given(Fields fields) implements Reading {}

  /** No object. */
  public record Refused(Problem problem) implements Reading {}

  /** Reads a body. */
  public static Reading of(Request request) {
    return switch (JsonBody.of(request)) {
      case JsonBody.Refused(var problem) -> new Refused(problem);
      case JsonBody.Text(var text) when text.isEmpty() ->
          new Given(new Fields(Json.mapper().createObjectNode()));
      case JsonBody.Text(var text) -> object(text);
    };
  }

  private static Reading object(String text) {
    try {
      return new Given(new Fields(JsonObject.parse(text)));
    } catch (IllegalArgumentException e) {
      return new Refused(Problem.invalid(List.of(new Fault("", String.valueOf(e.getMessage())))));
    }
  }
}
