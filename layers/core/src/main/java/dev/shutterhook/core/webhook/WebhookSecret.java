package dev.shutterhook.core.webhook;

import java.util.Base64;
import java.util.random.RandomGenerator;

/**
 * The key of an account's signatures, as Standard Webhooks spells it: {@code whsec_} and base64.
 *
 * @param text the whole spelling
 */
public record WebhookSecret(String text) {
  /** The standard asks for 24 to 64 bytes. */
  public static final int BYTES = 32;

  private static final String PREFIX = "whsec_";

  public WebhookSecret {
    if (!text.startsWith(PREFIX)) {
      throw new IllegalArgumentException("a webhook secret begins with " + PREFIX);
    }
    int length = Base64.getDecoder().decode(text.substring(PREFIX.length())).length;
    if (length < 24 || length > 64) {
      throw new IllegalArgumentException("a webhook secret has 24 to 64 bytes");
    }
  }

  /** A fresh secret; {@code random} must be unguessable. */
  public static WebhookSecret random(RandomGenerator random) {
    byte[] bytes = new byte[BYTES];
    random.nextBytes(bytes);
    return new WebhookSecret(PREFIX + Base64.getEncoder().encodeToString(bytes));
  }

  byte[] key() {
    return Base64.getDecoder().decode(text.substring(PREFIX.length()));
  }

  /** Never the secret, which would end in a log. */
  @Override
  public String toString() {
    return PREFIX + "…";
  }
}
