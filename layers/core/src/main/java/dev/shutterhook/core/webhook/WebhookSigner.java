package dev.shutterhook.core.webhook;

import dev.shutterhook.core.id.Id;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Signs by Standard Webhooks: HMAC-SHA256 over {@code id.timestamp.body}, one {@code v1} signature
 * per secret, so that two are sent while a secret rotates.
 */
public final class WebhookSigner {
  public static final String ID = "webhook-id";
  public static final String TIMESTAMP = "webhook-timestamp";
  public static final String SIGNATURE = "webhook-signature";

  private static final String ALGORITHM = "HmacSHA256";

  private WebhookSigner() {}

  /** The three headers of one attempt. */
  public static Map<String, String> headers(
      Id message, Instant at, String body, List<WebhookSecret> secrets) {
    long timestamp = at.getEpochSecond();
    String signed = message + "." + timestamp + "." + body;
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put(ID, message.toString());
    headers.put(TIMESTAMP, Long.toString(timestamp));
    headers.put(
        SIGNATURE,
        secrets.stream()
            .map(secret -> "v1," + signature(secret, signed))
            .collect(Collectors.joining(" ")));
    return headers;
  }

  private static String signature(WebhookSecret secret, String signed) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(secret.key(), ALGORITHM));
      byte[] bytes = mac.doFinal(signed.getBytes(StandardCharsets.UTF_8));
      return Base64.getEncoder().encodeToString(bytes);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has " + ALGORITHM, e);
    }
  }
}
