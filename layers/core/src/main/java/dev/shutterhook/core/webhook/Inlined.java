package dev.shutterhook.core.webhook;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * An artifact that stands in a webhook's body in base64. The stored body has only its place,
 * because an item of the table holds 400 KB. Its key is made of its content, so that every attempt
 * sends the same bytes.
 *
 * @param key the artifact's, in the bucket
 * @param at how many characters of the body stand before it; each is one byte of UTF-8
 */
public record Inlined(String key, int at) {
  /** Of an artifact: 43 MB in base64, where receivers of such bodies take 50. */
  public static final int MAX_BYTES = 32 * 1024 * 1024;

  public Inlined {
    if (key.isEmpty() || at < 1) {
      throw new IllegalArgumentException("an artifact stands within a body");
    }
  }

  /**
   * The body as it is sent.
   *
   * @param body as it is stored
   * @param artifact its bytes, at most {@value #MAX_BYTES}
   */
  public byte[] in(String body, byte[] artifact) {
    if (artifact.length > MAX_BYTES) {
      throw new IllegalArgumentException("at most " + MAX_BYTES + " bytes");
    }
    byte[] stored = body.getBytes(StandardCharsets.UTF_8);
    byte[] base64 = Base64.getEncoder().encode(artifact);
    byte[] whole = new byte[stored.length + base64.length];
    System.arraycopy(stored, 0, whole, 0, at);
    System.arraycopy(base64, 0, whole, at, base64.length);
    System.arraycopy(stored, at, whole, at + base64.length, stored.length - at);
    return whole;
  }
}
