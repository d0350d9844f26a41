package dev.shutterhook.core.webhook;

import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.random.RandomGenerator;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The key of an account's symmetric signatures (HMAC-SHA256), as Standard Webhooks spells it:
 * {@code whsec_} and base64.
 *
 * @param text the whole spelling
 */
public record WebhookSecret(String text) implements SigningKey {
  /** The standard asks for 24 to 64 bytes. */
  public static final int BYTES = 32;

  private static final String PREFIX = "whsec_";
  private static final String ALGORITHM = "HmacSHA256";

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

  @Override
  public String sign(byte[] content) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      byte[] key = Base64.getDecoder().decode(text.substring(PREFIX.length()));
      mac.init(new SecretKeySpec(key, ALGORITHM));
      return "v1," + Base64.getEncoder().encodeToString(mac.doFinal(content));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has " + ALGORITHM, e);
    }
  }

  /** Never the secret, which would end in a log. */
  @Override
  public String toString() {
    return PREFIX + "…";
  }
}
