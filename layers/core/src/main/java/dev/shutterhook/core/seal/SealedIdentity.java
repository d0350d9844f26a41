package dev.shutterhook.core.seal;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.shutterhook.core.id.Id;
import dev.shutterhook.core.json.Json;
import dev.shutterhook.core.options.CaptureOptions;
import dev.shutterhook.core.options.Identity;
import java.util.Optional;

/**
 * As whom a page is visited, for the renderer's eyes: tables, queues and dead letters hold it like
 * this and no other way.
 *
 * @param text what the stack's key made of it
 */
public record SealedIdentity(@JsonValue String text) {

  /** So that it is read as it is written. */
  @JsonCreator
  public static SealedIdentity of(String text) {
    return new SealedIdentity(text);
  }

  /** The sealed identity of a capture; empty where the options name nobody. */
  public static Optional<SealedIdentity> in(CaptureOptions options, Id capture, SealingKey key) {
    Identity identity = options.identity();
    return identity.equals(Identity.NONE)
        ? Optional.empty()
        : Optional.of(new SealedIdentity(key.seal(Json.write(identity), capture.toString())));
  }

  /**
   * Reads it.
   *
   * @throws IllegalStateException where it is another capture's, or another stack's
   */
  public Identity open(Id capture, SealingKey key) {
    return Json.read(key.open(text, capture.toString()), Identity.class);
  }
}
