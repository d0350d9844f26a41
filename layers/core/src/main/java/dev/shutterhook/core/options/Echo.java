package dev.shutterhook.core.options;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.shutterhook.core.json.Json;
import java.time.Duration;
import java.util.List;

/**
 * Options as a client spells them. What always matters is always there; the rest only where it
 * differs from its default. Secrets are named and not shown.
 */
final class Echo {
  private Echo() {}

  static ObjectNode of(CaptureOptions options) {
    ObjectNode echo = Json.mapper().createObjectNode();
    List.of(
            options.output(),
            options.viewport(),
            options.extent(),
            options.readiness(),
            options.emulation(),
            options.identity().redacted(),
            options.changes(),
            options.blocking(),
            options.rules())
        .forEach(part -> echo.setAll((ObjectNode) Json.mapper().valueToTree(part)));
    echo.put("delay", seconds(options.readiness().delay()));
    echo.put("timeout", seconds(options.readiness().timeout()));
    if (options.caching().wanted()) {
      echo.put("cache_ttl", options.caching().cacheTtl().toSeconds());
    }
    unpack(echo, options);
    tidy(echo);
    return echo;
  }

  /** Long texts are packed in messages, and plain for people. */
  private static void unpack(ObjectNode echo, CaptureOptions options) {
    echo.put("wait_for_expression", options.readiness().waitForExpression());
    echo.put("css", options.changes().css()).put("js", options.changes().js());
    Pdf own = options.output().pdf();
    if (own != null && echo.get("pdf") instanceof ObjectNode pdf) {
      pdf.put("header_html", own.headerHtml()).put("footer_html", own.footerHtml());
    }
  }

  private static void tidy(ObjectNode object) {
    object.properties().removeIf(field -> field.getValue().isNull());
    object.properties().forEach(field -> field.setValue(asClientsSpell(field.getValue())));
  }

  /** 30, not 30.0. */
  private static JsonNode asClientsSpell(JsonNode value) {
    if (value instanceof ObjectNode object) {
      tidy(object);
    }
    boolean whole =
        value.isFloatingPointNumber() && value.doubleValue() == Math.rint(value.doubleValue());
    return whole ? LongNode.valueOf(value.longValue()) : value;
  }

  private static double seconds(Duration duration) {
    return duration.toMillis() / 1000.0;
  }
}
