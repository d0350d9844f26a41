package dev.shutterhook.core.dialect;

import dev.shutterhook.core.webhook.SigningKey;
import dev.shutterhook.core.webhook.WebhookSecret;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * One attempt that is about to be signed.
 *
 * @param at its time
 * @param number from 1
 * @param body as it is sent, in UTF-8
 * @param secret whose signature a header that has room for one carries
 */
@SuppressWarnings("ArrayRecordComponent") // It passes through once; nobody compares it.
public record Signing(Instant at, int number, byte[] body, WebhookSecret secret) {
  private static final String ALGORITHM = "HmacSHA256";

  /**
   * An attempt that is signed by one of an account's keys. While a secret is rotated the attempts
   * take turns, the previous secret first, which most receivers still have: a receiver that has
   * either accepts the second attempt at the latest.
   *
   * @param keys the current secret, the previous one where it still signs, and others
   */
  public static Signing of(Instant at, int number, byte[] body, List<? extends SigningKey> keys) {
    List<WebhookSecret> secrets =
        keys.stream()
            .filter(WebhookSecret.class::isInstance)
            .map(WebhookSecret.class::cast)
            .toList();
    boolean odd = number % 2 == 1;
    return new Signing(at, number, body, odd ? secrets.getLast() : secrets.getFirst());
  }

  /** Of the body alone. */
  String hex() {
    return hex("");
  }

  /**
   * HMAC-SHA256 of a text and the body, in hex. The key is the secret as its owner sees it: the
   * UTF-8 of the whole text, not what its base64 says.
   */
  String hex(String before) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(secret.text().getBytes(StandardCharsets.UTF_8), ALGORITHM));
      mac.update(before.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(mac.doFinal(body));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has " + ALGORITHM, e);
    }
  }
}
