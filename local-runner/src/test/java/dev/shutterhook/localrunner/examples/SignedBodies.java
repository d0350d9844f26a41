package dev.shutterhook.localrunner.examples;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.shutterhook.core.id.Id;
import dev.shutterhook.core.id.Ids;
import dev.shutterhook.core.json.Json;
import dev.shutterhook.core.webhook.EventType;
import dev.shutterhook.core.webhook.SigningKey;
import dev.shutterhook.core.webhook.WebhookBody;
import dev.shutterhook.core.webhook.WebhookKeyPair;
import dev.shutterhook.core.webhook.WebhookSecret;
import dev.shutterhook.core.webhook.WebhookSigner;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * A thousand webhooks as ours are written and signed, of one seed but for the key pair and the
 * time, and single bits of them to turn.
 */
final class SignedBodies {
  static final int COUNT = 1_000;

  /** Every so many-th is checked by the public key. */
  static final int BY_PUBLIC_KEY = 10;

  /** Of these few every bit is turned. */
  private static final int SHORT = 4;

  private static final int SHORT_CHARS = 12;
  private static final int LONG = 60;
  private static final int BITS_OF_A_LONG_ONE = 40;
  private static final int MOST_CHARS = 19_000;
  private static final int LEAST_ROOM = 500;

  /** Whatever JSON, UTF-8 or a language could trip over. */
  private static final int[][] ALPHABETS = {
    {' ', '~'},
    {0x00, 0x1f},
    {'"', '"'},
    {'\\', '\\'},
    {'/', '/'},
    {0x7f, 0xff},
    {0x3b1, 0x3c9},
    {0x2028, 0x2029},
    {0x4e00, 0x9fff},
    {0xd800, 0xdfff},
    {0xfeff, 0xfeff},
    {0x1f600, 0x1f64f},
    {0x10fffe, 0x10ffff},
  };

  private final SplittableRandom random = new SplittableRandom(20_261_121);
  private final Ids ids = new Ids(Instant::now, random);
  private final Instant now = Instant.now();
  private final List<Signed> webhooks = new ArrayList<>();
  private final List<Change> changes = new ArrayList<>();

  /**
   * A webhook as it is sent.
   *
   * @param key by which it is checked: the secret, or the public key
   */
  record Signed(String key, String id, String timestamp, String signature, String body) {
    String field(String name) {
      return switch (name) {
        case "id" -> id;
        case "timestamp" -> timestamp;
        case "signature" -> signature;
        case "body" -> body;
        default -> throw new IllegalArgumentException(name);
      };
    }

    boolean byPublicKey() {
      return key.startsWith("whpk_");
    }
  }

  /**
   * One bit.
   *
   * @param webhook by its position
   * @param field of a {@link Signed}
   * @param bit of its UTF-8, the lowest of the first byte is 0
   */
  record Change(int webhook, String field, int bit) {
    byte[] made(Signed signed) {
      byte[] bytes = signed.field(field).getBytes(UTF_8);
      bytes[bit / Byte.SIZE] ^= (byte) (1 << bit % Byte.SIZE);
      return bytes;
    }
  }

  SignedBodies() {
    WebhookKeyPair pair = WebhookKeyPair.random();
    WebhookSecret secret = WebhookSecret.random(random);
    for (int i = 0; i < COUNT; i++) {
      boolean asymmetric = i % BY_PUBLIC_KEY == 0;
      webhooks.add(
          signed(asymmetric ? pair : secret, asymmetric ? pair.publicKey() : secret.text(), i));
    }
    for (int i = 0; i < SHORT; i++) {
      for (String field : List.of("id", "timestamp", "signature", "body")) {
        for (int bit = 0; bit < bits(i, field); bit++) {
          changes.add(new Change(i, field, bit));
        }
      }
    }
    for (int i = SHORT; i < SHORT + LONG; i++) {
      for (int n = 0; n < BITS_OF_A_LONG_ONE; n++) {
        changes.add(new Change(i, "body", random.nextInt(bits(i, "body"))));
      }
    }
  }

  List<Signed> webhooks() {
    return webhooks;
  }

  List<Change> changes() {
    return changes;
  }

  /** For programs in other languages: bytes in base64. */
  String json() {
    ObjectNode file = Json.mapper().createObjectNode();
    var all = file.putArray("webhooks");
    for (Signed signed : webhooks) {
      all.addObject()
          .put("key", signed.key())
          .put("id", signed.id().getBytes(UTF_8))
          .put("timestamp", signed.timestamp().getBytes(UTF_8))
          .put("signature", signed.signature().getBytes(UTF_8))
          .put("body", signed.body().getBytes(UTF_8));
    }
    var bits = file.putArray("changes");
    changes.forEach(c -> bits.addArray().add(c.webhook()).add(c.field()).add(c.bit()));
    return file.toString();
  }

  private int bits(int webhook, String field) {
    return webhooks.get(webhook).field(field).getBytes(UTF_8).length * Byte.SIZE;
  }

  private Signed signed(SigningKey key, String checkedBy, int index) {
    String body = body(index < SHORT ? SHORT_CHARS : random.nextInt(SHORT_CHARS, MOST_CHARS));
    Map<String, String> headers =
        WebhookSigner.headers(ids.next(Id.Kind.MESSAGE), now, body, List.of(key));
    return new Signed(
        checkedBy,
        headers.getOrDefault(WebhookSigner.ID, ""),
        headers.getOrDefault(WebhookSigner.TIMESTAMP, ""),
        headers.getOrDefault(WebhookSigner.SIGNATURE, ""),
        body);
  }

  /** As large as the letters come to, within what a webhook may have. */
  private String body(int mostBytes) {
    ObjectNode data = Json.mapper().createObjectNode();
    StringBuilder text = new StringBuilder();
    int room = Math.min(mostBytes, WebhookBody.MAX_BYTES - LEAST_ROOM);
    // A letter has at most twelve bytes as JSON: two escaped halves of a pair.
    while (room > 0) {
      int[] alphabet = ALPHABETS[random.nextInt(ALPHABETS.length)];
      String letter = Character.toString(random.nextInt(alphabet[0], alphabet[1] + 1));
      room -= Json.write(letter).getBytes(UTF_8).length - 2 + (isHalf(letter) ? 5 : 0);
      text.append(letter);
    }
    data.put("text", text.toString()).put("number", random.nextDouble() * 1e25);
    return WebhookBody.write(EventType.CAPTURE_COMPLETED, now, data);
  }

  private static boolean isHalf(String letter) {
    return letter.length() == 1 && Character.isSurrogate(letter.charAt(0));
  }
}
