package dev.shutterhook.core.render;

import dev.shutterhook.core.id.Id;
import dev.shutterhook.core.options.CaptureOptions;
import dev.shutterhook.core.seal.SealedIdentity;
import dev.shutterhook.core.seal.SealingKey;
import dev.shutterhook.core.trace.Trace;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A message on the render queue: take this picture.
 *
 * @param schema {@value #SCHEMA}; a renderer leaves newer ones alone
 * @param capture which capture
 * @param token must come back with the outcome: without it an outcome is nobody's
 * @param submittedAt when the client asked
 * @param options how it shall look; the identity's secrets are redacted
 * @param identity as whom the page is visited; null for nobody
 * @param trace of whoever asked; null where an order is from before there were traces
 */
public record RenderOrder(
    int schema,
    Id capture,
    String token,
    Instant submittedAt,
    CaptureOptions options,
    @Nullable SealedIdentity identity,
    @Nullable Trace trace) {
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

  /**
   * The options with all that a page is told.
   *
   * @throws IllegalStateException where the identity was sealed with another key
   */
  public CaptureOptions opened(SealingKey key) {
    return identity == null ? options : options.as(identity.open(capture, key));
  }
}
