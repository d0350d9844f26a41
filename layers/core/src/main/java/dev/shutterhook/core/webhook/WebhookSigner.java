package dev.shutterhook.core.webhook;

import dev.shutterhook.core.id.Id;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Signs by Standard Webhooks: {@code id.timestamp.body}, one signature per key, so that two are
 * sent while a secret rotates.
 */
public final class WebhookSigner {
  public static final String ID = "webhook-id";
  public static final String TIMESTAMP = "webhook-timestamp";
  public static final String SIGNATURE = "webhook-signature";

  private WebhookSigner() {}

  /** The three headers of one attempt. */
  public static Map<String, String> headers(
      Id message, Instant at, String body, List<? extends SigningKey> keys) {
    return headers(message, at, body.getBytes(StandardCharsets.UTF_8), keys);
  }

  /** The same for a body in UTF-8. */
  public static Map<String, String> headers(
      Id message, Instant at, byte[] body, List<? extends SigningKey> keys) {
    long timestamp = at.getEpochSecond();
    byte[] before = (message + "." + timestamp + ".").getBytes(StandardCharsets.UTF_8);
    byte[] signed = Arrays.copyOf(before, before.length + body.length);
    System.arraycopy(body, 0, signed, before.length, body.length);
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put(ID, message.toString());
    headers.put(TIMESTAMP, Long.toString(timestamp));
    headers.put(
        SIGNATURE, keys.stream().map(key -> key.sign(signed)).collect(Collectors.joining(" ")));
    return headers;
  }
}
