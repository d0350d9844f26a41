package dev.shutterhook.render.interception;

import com.fasterxml.jackson.databind.JsonNode;
import dev.shutterhook.core.options.Identity.BasicAuth;
import dev.shutterhook.render.devtools.Session;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * A user's name and password for one origin. Given once for each request that asks: where they are
 * wrong the server asks again, and its refusal is then the page. Proxies never get them.
 */
final class Credentials {
  /** Of further requests none is answered. */
  static final int MAX_REQUESTS = 1_000;

  private final Origin origin;
  private final BasicAuth user;
  private final Set<String> answered = new HashSet<>();

  Credentials(Origin origin, BasicAuth user) {
    this.origin = origin;
    this.user = user;
  }

  void answer(Session session, JsonNode event) {
    String request = event.path("requestId").asText();
    JsonNode challenge = event.path("authChallenge");
    boolean ours =
        challenge.path("source").asText().equals("Server")
            && challenge.path("scheme").asText().equalsIgnoreCase("basic")
            && origin.has(challenge.path("origin").asText());
    boolean give = ours && answered.size() < MAX_REQUESTS && answered.add(request);
    Map<String, String> response =
        give
            ? Map.of(
                "response",
                "ProvideCredentials",
                "username",
                user.username(),
                "password",
                user.password())
            : Map.of("response", "CancelAuth");
    session.tell(
        "Fetch.continueWithAuth", Map.of("requestId", request, "authChallengeResponse", response));
  }
}
