package dev.shutterhook.render.page;

import com.fasterxml.jackson.databind.JsonNode;
import dev.shutterhook.render.devtools.DevToolsException.Refused;
import dev.shutterhook.render.devtools.Session;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a page's style sheets ask of scripts ({@code @media (scripting: none)}, Media Queries 5,
 * section 8.1). A page whose scripts are held would be styled as one without any, so the answer is
 * written in the question's place. Not reached is the {@code media} of an element.
 */
final class ScriptingQueries {
  /** Of all sheets together; a page that asks so often has been written by a machine. */
  static final int MAX_QUERIES = 200;

  private static final Pattern QUERY =
      Pattern.compile("\\(\\s*scripting\\s*(?::\\s*([a-z-]+)\\s*)?\\)", Pattern.CASE_INSENSITIVE);

  private static final String YES = "(width >= 0px)";
  private static final String NO = "(width < 0px)";

  private static final Comparator<JsonNode> FROM_THE_END =
      Comparator.<JsonNode>comparingInt(query -> query.at("/range/startLine").asInt())
          .thenComparingInt(query -> query.at("/range/startColumn").asInt())
          .reversed();

  private final Session session;

  ScriptingQueries(Session session) {
    this.session = session;
  }

  /** Answers them as a browser does that runs scripts. */
  void answer() {
    session.post("DOM.enable", Map.of());
    session.call("CSS.enable", Map.of());
    List<JsonNode> asked =
        session
            .call("CSS.getMediaQueries", Map.of())
            .path("medias")
            .valueStream()
            .filter(query -> query.has("styleSheetId") && query.has("range"))
            .filter(query -> QUERY.matcher(query.path("text").asText()).find())
            .sorted(FROM_THE_END)
            .limit(MAX_QUERIES)
            .toList();
    asked.forEach(this::answer);
  }

  private void answer(JsonNode query) {
    try {
      session.call(
          "CSS.setMediaText",
          Map.of(
              "styleSheetId", query.path("styleSheetId"),
              "range", query.path("range"),
              "text", answered(query.path("text").asText())));
    } catch (Refused e) {
      // The page has taken the sheet away.
      session.requireAlive();
    }
  }

  static String answered(String query) {
    Matcher asked = QUERY.matcher(query);
    return asked.replaceAll(
        found -> {
          String value = found.group(1);
          return value == null || value.equalsIgnoreCase("enabled") ? YES : NO;
        });
  }
}
