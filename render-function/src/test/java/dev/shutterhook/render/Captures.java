package dev.shutterhook.render;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.shutterhook.core.capture.CaptureRequest;
import dev.shutterhook.core.egress.EgressPolicy;
import dev.shutterhook.core.json.Json;
import dev.shutterhook.core.options.CaptureOptions;
import dev.shutterhook.core.options.Format;
import dev.shutterhook.core.options.WaitUntil;
import java.time.Duration;
import java.util.Locale;

/** Requests for captures as clients send them: one valid default, and what a test is about. */
public record Captures(ObjectNode fields) {

  /** A page, with 20 s for everything. */
  public static Captures of(String url) {
    return of().with("url", url);
  }

  public static Captures ofHtml(String html) {
    return of().with("html", html);
  }

  private static Captures of() {
    return new Captures(Json.mapper().createObjectNode()).with("timeout", 20);
  }

  /** The same with one field more, or another value of it. */
  public Captures with(String field, Object value) {
    ObjectNode copy = fields.deepCopy();
    copy.set(field, Json.mapper().valueToTree(value));
    return new Captures(copy);
  }

  public Captures as(Format format) {
    return with("format", format.name().toLowerCase(Locale.ROOT));
  }

  public Captures fullPage() {
    return with("full_page", true);
  }

  public Captures in(int width, int height, double scale) {
    return with("width", width).with("height", height).with("scale", scale);
  }

  public Captures ready(WaitUntil until, Duration timeout) {
    return with("wait_until", until.name().toLowerCase(Locale.ROOT))
        .with("timeout", timeout.toMillis() / 1000.0);
  }

  public Captures delayed(Duration delay) {
    return with("delay", delay.toMillis() / 1000.0);
  }

  /** The options, once the request is understood. */
  public CaptureOptions options() {
    return switch (CaptureRequest.read(fields.toString(), EgressPolicy.OPEN)) {
      case CaptureRequest.Accepted accepted -> accepted.request().options();
      case CaptureRequest.Refused refused ->
          throw new IllegalArgumentException(refused.faults().toString());
    };
  }
}
