package dev.shutterhook.client;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/** Checks signatures by Standard Webhooks with secrets (v1, HMAC-SHA256). Safe for threads. */
final class WebhookVerifier {
  /** How far a webhook's time may be from now, into the past and into the future. */
  static final Duration TOLERANCE = Duration.ofMinutes(5);

  /** More signatures are not looked at: a service that replaces a secret sends three. */
  static final int MOST_SIGNATURES = 16;

  private static final String PREFIX = "whsec_";
  private static final String VERSION = "v1,";
  private static final String ALGORITHM = "HmacSHA256";
  private static final Pattern SECONDS = Pattern.compile("[0-9]{1,12}");

  private final List<SecretKeySpec> keys;
  private final Clock clock;

  /**
   * A verifier with these secrets.
   *
   * @throws IllegalArgumentException where there is none, or one is not {@code whsec_} and base64
   */
  WebhookVerifier(List<String> secrets, Clock clock) {
    if (secrets.isEmpty()) {
      throw new IllegalArgumentException("a webhook is verified with at least one secret");
    }
    this.keys = secrets.stream().map(WebhookVerifier::key).toList();
    this.clock = clock;
  }

  private static SecretKeySpec key(String secret) {
    if (!secret.startsWith(PREFIX) || secret.length() == PREFIX.length()) {
      throw new IllegalArgumentException("a webhook secret is " + PREFIX + " and base64");
    }
    byte[] bytes = Base64.getDecoder().decode(secret.substring(PREFIX.length()));
    return new SecretKeySpec(bytes, ALGORITHM);
  }

  WebhookEvent verify(Map<String, List<String>> headers, byte[] body) {
    String id = header(headers, "webhook-id");
    String timestamp = header(headers, "webhook-timestamp");
    String signatures = header(headers, "webhook-signature");
    if (!SECONDS.matcher(timestamp).matches()) {
      throw new WebhookException("webhook-timestamp is not a time");
    }
    Instant at = Instant.ofEpochSecond(Long.parseLong(timestamp));
    if (Duration.between(at, clock.instant()).abs().compareTo(TOLERANCE) > 0) {
      throw new WebhookException("the webhook is not of now");
    }
    if (!signed(id + "." + timestamp + ".", body, signatures.split(" ", MOST_SIGNATURES + 1))) {
      throw new WebhookException("no signature is by any of the secrets");
    }
    return event(id, body);
  }

  /** Every signature is compared with every key, so that the time tells nothing. */
  private boolean signed(String prefix, byte[] body, String[] signatures) {
    ByteArrayOutputStream content = new ByteArrayOutputStream();
    content.writeBytes(prefix.getBytes(StandardCharsets.UTF_8));
    content.writeBytes(body);
    boolean signed = false;
    for (SecretKeySpec key : keys) {
      byte[] right = sign(key, content.toByteArray());
      for (int i = 0; i < Math.min(signatures.length, MOST_SIGNATURES); i++) {
        byte[] given = signature(signatures[i]);
        signed |= given != null && MessageDigest.isEqual(right, given);
      }
    }
    return signed;
  }

  private static byte @Nullable [] signature(String text) {
    if (!text.startsWith(VERSION)) {
      return null;
    }
    try {
      return Base64.getDecoder().decode(text.substring(VERSION.length()));
    } catch (IllegalArgumentException notBase64) {
      return null;
    }
  }

  private static byte[] sign(SecretKeySpec key, byte[] content) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(key);
      return mac.doFinal(content);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has " + ALGORITHM, e);
    }
  }

  private static WebhookEvent event(String id, byte[] body) {
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body)).toString();
      Map<String, @Nullable Object> event = JsonReader.readObject(text);
      Map<String, @Nullable Object> data = Values.object(event.get("data"));
      if (data == null) {
        throw new WebhookException("the webhook has no data");
      }
      Instant timestamp = Instant.parse(Values.text(event, "timestamp"));
      return new WebhookEvent(id, Values.text(event, "type"), timestamp, data);
    } catch (CharacterCodingException | DateTimeException | JsonException e) {
      throw new WebhookException("the webhook is signed, and is not one of Shutterhook's events");
    }
  }

  private static String header(Map<String, List<String>> headers, String name) {
    List<String> values =
        headers.entrySet().stream()
            .filter(header -> name.equalsIgnoreCase(header.getKey()))
            .flatMap(header -> header.getValue().stream())
            .toList();
    if (values.size() != 1) {
      throw new WebhookException("the webhook has no " + name + ", or several");
    }
    return values.get(0);
  }
}
