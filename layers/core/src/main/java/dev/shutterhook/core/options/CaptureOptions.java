package dev.shutterhook.core.options;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.shutterhook.core.json.Json;
import dev.shutterhook.core.request.Fields;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Everything that decides how a capture looks, validated and with every default filled in.
 *
 * @param source what is captured
 * @param output what it is made into
 * @param viewport the window that the page sees
 * @param extent how much of the page is in the picture
 * @param readiness when the picture is taken
 */
public record CaptureOptions(
    Source source, Output output, Viewport viewport, Extent extent, Readiness readiness) {

  /** Reads the options of a request; null where the source is faulty. Faults stay in the fields. */
  public static @Nullable CaptureOptions read(Fields fields) {
    Source source = Source.read(fields);
    Output output = Output.read(fields);
    Viewport viewport = Viewport.read(fields);
    Extent extent = Extent.read(fields);
    Readiness readiness = Readiness.read(fields);
    if (source == null) {
      return null;
    }
    return new CaptureOptions(source, output, viewport, extent, readiness);
  }

  /** The options as a client spells them, flat and normalised; the source is left out. */
  public ObjectNode echo() {
    ObjectNode echo = Json.mapper().createObjectNode();
    echo.setAll((ObjectNode) Json.mapper().valueToTree(output));
    echo.setAll((ObjectNode) Json.mapper().valueToTree(viewport));
    echo.setAll((ObjectNode) Json.mapper().valueToTree(extent));
    echo.setAll((ObjectNode) Json.mapper().valueToTree(readiness));
    echo.put("delay", seconds(readiness.delay()));
    echo.put("timeout", seconds(readiness.timeout()));
    echo.properties().removeIf(field -> field.getValue().isNull());
    echo.properties().forEach(field -> field.setValue(asClientsSpell(field.getValue())));
    return echo;
  }

  /** The same look of another source. */
  public CaptureOptions of(Source other) {
    return new CaptureOptions(other, output, viewport, extent, readiness);
  }

  /** 30, not 30.0. */
  private static JsonNode asClientsSpell(JsonNode value) {
    boolean whole =
        value.isFloatingPointNumber() && value.doubleValue() == Math.rint(value.doubleValue());
    return whole ? LongNode.valueOf(value.longValue()) : value;
  }

  private static double seconds(Duration duration) {
    return duration.toMillis() / 1000.0;
  }
}
