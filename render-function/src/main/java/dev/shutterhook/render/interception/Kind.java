package dev.shutterhook.render.interception;

import com.fasterxml.jackson.databind.JsonNode;
import dev.shutterhook.core.options.ResourceType;
import java.util.Collection;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What kind of request is stopped. Where requests are stopped Chromium knows fewer kinds than
 * elsewhere (measured on 156): a prefetch is called Fetch, a text track Media, and fetch, XHR and
 * an event source are all called XHR. Their header fields tell some of them apart; what fetch and
 * XHR send is the same.
 */
final class Kind {
  private Kind() {}

  /** The kind of a stopped request, in the words of {@code Network.ResourceType}. */
  static String of(JsonNode event) {
    String said = event.path("resourceType").asText();
    JsonNode headers = event.path("request").path("headers");
    return switch (said) {
      case "XHR" ->
          headers.path("Accept").asText().equals("text/event-stream") ? "EventSource" : said;
      case "Media" -> headers.has("Range") ? said : "TextTrack";
      case "Fetch" -> "Prefetch";
      default -> said;
    };
  }

  /** How Chromium calls a kind where its requests are stopped. */
  static String stoppedAs(ResourceType kind) {
    return switch (kind) {
      case FETCH, EVENTSOURCE -> ResourceType.XHR.protocolName();
      case TEXTTRACK -> ResourceType.MEDIA.protocolName();
      case PREFETCH -> ResourceType.FETCH.protocolName();
      default -> kind.protocolName();
    };
  }

  /** Names of kinds, in lower case; who wishes fetch or XHR away means both. */
  static Set<String> names(Collection<ResourceType> kinds) {
    Set<String> names =
        kinds.stream()
            .map(kind -> kind.protocolName().toLowerCase(Locale.ROOT))
            .collect(Collectors.toSet());
    if (kinds.contains(ResourceType.FETCH)) {
      names.add(ResourceType.XHR.protocolName().toLowerCase(Locale.ROOT));
    }
    return names;
  }
}
