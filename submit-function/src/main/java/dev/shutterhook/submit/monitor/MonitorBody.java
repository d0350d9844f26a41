package dev.shutterhook.submit.monitor;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.shutterhook.core.request.Fault;
import dev.shutterhook.core.request.JsonObject;
import dev.shutterhook.submit.http.Answer.Problem;
import dev.shutterhook.submit.http.JsonBody;
import dev.shutterhook.submit.http.Request;
import java.util.List;

/** A request's body as a JSON object, of whose fields nothing is read yet. */
final class MonitorBody {
  private MonitorBody() {}

  /** What reading it comes to. */
  sealed interface Reading {}

  /** An object. */
  record Given(ObjectNode body) implements Reading {}

  /** None. */
  record Refused(Problem problem) implements Reading {}

  static Reading of(Request request) {
    return switch (JsonBody.of(request)) {
      case JsonBody.Refused(var problem) -> new Refused(problem);
      case JsonBody.Text(var text) -> object(text);
    };
  }

  private static Reading object(String text) {
    try {
      return new Given(JsonObject.parse(text));
    } catch (IllegalArgumentException e) {
      return new Refused(Problem.invalid(List.of(new Fault("", String.valueOf(e.getMessage())))));
    }
  }
}
