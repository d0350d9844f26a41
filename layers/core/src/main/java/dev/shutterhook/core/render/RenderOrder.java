package dev.shutterhook.core.render;

import dev.shutterhook.core.id.Id;
import dev.shutterhook.core.options.CaptureOptions;
import java.time.Instant;

/**
 * A message on the render queue: take this picture.
 *
 * @param schema {@value #SCHEMA}; a renderer leaves newer ones alone
 * @param capture which capture
 * @param token must come back with the outcome: without it an outcome is nobody's
 * @param submittedAt when the client asked
 * @param options how it shall look
 */
public record RenderOrder(
    int schema, Id capture, String token, Instant submittedAt, CaptureOptions options) {
  /** The version of this message. */
  public static final int SCHEMA = 1;

  public RenderOrder {
    if (schema != SCHEMA) {
      throw new IllegalArgumentException("unknown schema " + schema);
    }
    if (capture.kind() != Id.Kind.CAPTURE || token.isEmpty()) {
      throw new IllegalArgumentException("an order names a capture and carries a token");
    }
  }
}
