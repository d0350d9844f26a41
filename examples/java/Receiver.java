import com.standardwebhooks.Webhook;
import com.standardwebhooks.exceptions.EmptyWebhookSecretException;
import com.standardwebhooks.exceptions.WebhookVerificationException;
import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Receives Shutterhook's webhooks: verifies, answers at once, prints one line for each event. */
public final class Receiver {
  private static final int MAX_BODY_BYTES = 64 * 1024;
  private static final int MAX_SEEN = 10_000;

  /** The JDK reads no JSON; take the library that you have. */
  private static final Pattern EVENT =
      Pattern.compile("\\{\"type\":\"([^\"]+)\",.*?\"data\":\\{\"id\":\"([^\"]+)\".*");

  private final Verifier verifier;
  private final LinkedHashSet<String> seen = new LinkedHashSet<>();

  private Receiver(Verifier verifier) {
    this.verifier = verifier;
  }

  public static void main(String[] args) throws Exception {
    Receiver receiver = new Receiver(Verifier.of(System.getenv("WEBHOOK_SECRET")));
    int port = Integer.parseInt(System.getenv().getOrDefault("PORT", "8787"));
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
    server.createContext("/", receiver::receive);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.start();
    System.out.println("listening on http://127.0.0.1:" + server.getAddress().getPort() + "/");
  }

  private void receive(HttpExchange exchange) throws IOException {
    try (exchange) {
      // The bytes as they came: parsed and written again they may be others.
      byte[] bytes = exchange.getRequestBody().readNBytes(MAX_BODY_BYTES);
      String body = new String(bytes, StandardCharsets.UTF_8);
      Headers headers = exchange.getRequestHeaders();
      if (!verifier.genuine(headers, body)) {
        exchange.sendResponseHeaders(401, -1);
        return;
      }
      exchange.sendResponseHeaders(204, -1);
      String message = headers.getFirst("webhook-id");
      Matcher event = EVENT.matcher(body);
      if (firstTime(message) && event.matches()) {
        System.out.println(event.group(1) + " " + event.group(2) + " " + message);
      }
    }
  }

  /** An event can come twice; its webhook-id is the same each time. */
  private synchronized boolean firstTime(String message) {
    boolean first = seen.add(message);
    if (seen.size() > MAX_SEEN) {
      seen.removeFirst();
    }
    return first;
  }

  /** Tells whether Shutterhook sent a webhook. */
  interface Verifier {
    boolean genuine(Headers headers, String body);

    /** By the secret (whsec_) or by the public key (whpk_). */
    static Verifier of(String key) throws EmptyWebhookSecretException, GeneralSecurityException {
      return key.startsWith("whpk_") ? new ByPublicKey(key) : new BySecret(new Webhook(key));
    }
  }

  /** By HMAC, with the library of Standard Webhooks. */
  record BySecret(Webhook webhook) implements Verifier {
    @Override
    public boolean genuine(Headers headers, String body) {
      try {
        webhook.verify(body, headers);
        return true;
      } catch (WebhookVerificationException e) {
        return false;
      }
    }
  }

  /** By Ed25519, with the JDK alone. */
  record ByPublicKey(PublicKey key) implements Verifier {
    private static final Duration TOLERANCE = Duration.ofMinutes(5);

    /** RFC 8410: what says that 32 bytes are a public key of Ed25519. */
    private static final String ENCODING = "302a300506032b6570032100";

    ByPublicKey(String text) throws GeneralSecurityException {
      this(key(Base64.getDecoder().decode(text.substring("whpk_".length()))));
    }

    private static PublicKey key(byte[] bytes) throws GeneralSecurityException {
      byte[] encoded = HexFormat.of().parseHex(ENCODING + HexFormat.of().formatHex(bytes));
      return KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(encoded));
    }

    @Override
    public boolean genuine(Headers headers, String body) {
      String message = headers.getFirst("webhook-id");
      String timestamp = headers.getFirst("webhook-timestamp");
      String signatures = headers.getFirst("webhook-signature");
      if (message == null || signatures == null || !recent(timestamp)) {
        return false;
      }
      byte[] content = (message + "." + timestamp + "." + body).getBytes(StandardCharsets.UTF_8);
      for (String signature : signatures.split(" ")) {
        if (signature.startsWith("v1a,") && signed(content, signature.substring(4))) {
          return true;
        }
      }
      return false;
    }

    private static boolean recent(String timestamp) {
      if (timestamp == null || !timestamp.matches("\\d{1,12}")) {
        return false;
      }
      Instant at = Instant.ofEpochSecond(Long.parseLong(timestamp));
      return Duration.between(at, Instant.now()).abs().compareTo(TOLERANCE) <= 0;
    }

    private boolean signed(byte[] content, String base64) {
      try {
        Signature signature = Signature.getInstance("Ed25519");
        signature.initVerify(key);
        signature.update(content);
        return signature.verify(Base64.getDecoder().decode(base64));
      } catch (GeneralSecurityException | IllegalArgumentException e) {
        return false;
      }
    }
  }
}
