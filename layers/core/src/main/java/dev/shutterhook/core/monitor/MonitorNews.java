package dev.shutterhook.core.monitor;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.shutterhook.core.capture.ArtifactLinks;
import dev.shutterhook.core.json.Json;
import dev.shutterhook.core.webhook.StableJson;
import dev.shutterhook.core.webhook.WebhookBody;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What people are told of a run: the {@code data} of a monitor's webhook. What would not fit is
 * left out, the longest first, and named in {@code omitted}: of a setting all of it, of a list of
 * what was found its second half. The API has it all.
 */
public final class MonitorNews {
  /** Of a webhook's body, what is left beside the envelope. */
  public static final int MAX_BYTES = WebhookBody.MAX_BYTES - WebhookBody.MAX_ENVELOPE_BYTES;

  /** Left of them for the names of what is left out. */
  private static final int MAX_NAMED_BYTES = 2_000;

  private static final List<String> FOUND =
      List.of(
          "/run/masks",
          "/run/warnings",
          "/run/diff/boxes",
          "/run/diff/text/added",
          "/run/diff/text/removed");

  private static final List<String> SETTINGS =
      List.of(
          "/monitor/compare/mask",
          "/monitor/compare/ignore_text",
          "/monitor/destinations",
          "/monitor/noise/boxes");

  private static final String CAPTURE = "/monitor/capture";

  private MonitorNews() {}

  /** The monitor and its run, in {@link #MAX_BYTES} bytes of UTF-8 at most. */
  public static ObjectNode of(Monitor monitor, MonitorRun run, ArtifactLinks links) {
    ObjectNode data = Json.mapper().createObjectNode();
    data.set("monitor", MonitorDocument.of(monitor));
    data.set("run", RunDocument.of(run, links));
    if (bytes(data) <= MAX_BYTES) {
      return data;
    }
    Set<String> omitted = new LinkedHashSet<>();
    // Each round takes something out of what is bounded.
    while (bytes(data) > MAX_BYTES - MAX_NAMED_BYTES) {
      String place = longest(data);
      if (FOUND.contains(place)) {
        halve((ArrayNode) data.at(place));
      } else {
        remove(data, place);
      }
      omitted.add(place.substring(1).replace('/', '.'));
    }
    data.set("omitted", Json.mapper().valueToTree(omitted));
    return data;
  }

  private static String longest(ObjectNode data) {
    Stream<String> options =
        data.at(CAPTURE)
            .propertyStream()
            .map(option -> CAPTURE + "/" + option.getKey())
            .filter(place -> !place.endsWith("/url"));
    return Stream.of(options, SETTINGS.stream(), FOUND.stream())
        .flatMap(places -> places)
        .filter(place -> !data.at(place).isMissingNode())
        .filter(place -> !(data.at(place).isArray() && data.at(place).isEmpty()))
        .max(Comparator.comparingInt(place -> bytes(data.at(place))))
        .orElseThrow(() -> new IllegalStateException("what must be told has no room"));
  }

  private static void halve(ArrayNode list) {
    for (int left = list.size() / 2; list.size() > left; ) {
      list.remove(list.size() - 1);
    }
  }

  private static void remove(ObjectNode data, String place) {
    int slash = place.lastIndexOf('/');
    ((ObjectNode) data.at(place.substring(0, slash))).remove(place.substring(slash + 1));
  }

  private static int bytes(JsonNode node) {
    return StableJson.write(node).getBytes(StandardCharsets.UTF_8).length;
  }
}
