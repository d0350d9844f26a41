package dev.shutterhook.client;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * A Shutterhook, and what one asks of it. Safe for threads; make one and keep it.
 *
 * <pre>{@code
 * Shutterhook shutterhook = Shutterhook.at(URI.create("http://127.0.0.1:8080"), "shk_…");
 * Capture asked = shutterhook.capture(CaptureRequest.ofUrl("https://example.com/"));
 * Capture capture = shutterhook.await(asked, Duration.ofMinutes(2));
 * if (capture.completed()) {
 *   shutterhook.download(capture, Path.of("example.png"));
 * }
 * }</pre>
 *
 * <p>A request that fails for a moment (429, 503, no answer at all) is sent again, five times at
 * most, after as long as the service asks for, unless that is more than half a minute. A request
 * for a capture carries a key that makes these tries one capture.
 *
 * <p>Every method that asks throws {@link ApiException} where the service answers with a problem,
 * {@link IOException} where nobody answers, and {@link JsonException} where somebody else does.
 */
public final class Shutterhook {
  /** A file that is larger is not fetched to its end. */
  public static final long MAX_FILE_BYTES = 1L << 30;

  /** What the service holds an answer for. */
  static final Duration LONGEST_HOLD = Duration.ofSeconds(20);

  private static final int BUFFER_BYTES = 64 * 1024;

  private final Connection connection;

  private Shutterhook(Connection connection) {
    this.connection = connection;
  }

  /**
   * The Shutterhook there.
   *
   * @param api where it is, without the path of any call, as in {@code http://127.0.0.1:8080}
   * @param apiKey {@code shk_…}
   */
  public static Shutterhook at(URI api, String apiKey) {
    return at(api, apiKey, Patience.USUAL);
  }

  static Shutterhook at(URI api, String apiKey, Patience patience) {
    String address = api.toString();
    while (address.endsWith("/")) {
      address = address.substring(0, address.length() - 1);
    }
    return new Shutterhook(new Connection(URI.create(address), apiKey, patience));
  }

  /** Asks for a capture; it is queued. */
  public Capture capture(CaptureRequest request) throws IOException, InterruptedException {
    String key = request.idempotencyKey().orElseGet(() -> UUID.randomUUID().toString());
    String body = JsonWriter.write(request.fields());
    Answer answer = connection.post("/v1/captures", Map.of("idempotency-key", key), body);
    return Capture.of(JsonReader.readObject(answer.text()));
  }

  /** Asks how far a capture is. */
  public Capture find(String id) throws IOException, InterruptedException {
    return find(id, Duration.ZERO);
  }

  /** Waits for a capture's end, as {@link #await(String, Duration)} does. */
  public Capture await(Capture capture, Duration most) throws IOException, InterruptedException {
    return await(capture.id(), most);
  }

  /**
   * Waits for a capture's end.
   *
   * @param most how long; the answer to the last question may come some seconds later
   * @return the capture as it is then: {@link Capture#ended} tells whether it has ended
   */
  public Capture await(String id, Duration most) throws IOException, InterruptedException {
    long end = System.nanoTime() + most.toNanos();
    while (true) {
      Duration left = Duration.ofNanos(Math.max(0, end - System.nanoTime()));
      Capture capture = find(id, left.compareTo(LONGEST_HOLD) < 0 ? left : LONGEST_HOLD);
      if (capture.ended() || System.nanoTime() - end >= 0) {
        return capture;
      }
      // What is left of a second cannot be asked for.
      Thread.sleep(Math.min(left.toMillis(), 200));
    }
  }

  private Capture find(String id, Duration hold) throws IOException, InterruptedException {
    String path = "/v1/captures/" + encoded(id) + "?wait=" + hold.toSeconds();
    return Capture.of(JsonReader.readObject(connection.get(path).text()));
  }

  /** Fetches a completed capture's first artifact into a file, which is replaced. */
  public void download(Capture capture, Path file) throws IOException, InterruptedException {
    download("/v1/captures/" + encoded(capture.id()) + "/image", file);
  }

  /**
   * Fetches a completed capture's artifact of one format into a file, which is replaced.
   *
   * @param format as in the request, for example {@code pdf}
   */
  public void download(Capture capture, String format, Path file)
      throws IOException, InterruptedException {
    download("/v1/captures/" + encoded(capture.id()) + "/image?format=" + encoded(format), file);
  }

  private void download(String path, Path file) throws IOException, InterruptedException {
    URI place =
        connection
            .get(path)
            .header("location")
            .map(URI::create)
            .orElseThrow(() -> new JsonException("the answer leads nowhere"));
    HttpResponse<InputStream> response = connection.fetch(place);
    try (InputStream in = response.body()) {
      if (response.statusCode() != 200) {
        throw new IOException("the artifact's store answered " + response.statusCode());
      }
      try (OutputStream out = Files.newOutputStream(file)) {
        copy(in, out);
      }
    }
  }

  private static void copy(InputStream in, OutputStream out) throws IOException {
    byte[] buffer = new byte[BUFFER_BYTES];
    long copied = 0;
    for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
      copied += n;
      if (copied > MAX_FILE_BYTES) {
        throw new IOException("the artifact has more than " + MAX_FILE_BYTES + " bytes");
      }
      out.write(buffer, 0, n);
    }
  }

  /**
   * Verifies a webhook by <a href="https://www.standardwebhooks.com/">Standard Webhooks</a> and
   * reads it. Nothing is asked of anybody.
   *
   * @param headers of the request as they came, names in any case
   * @param body the bytes as they came: parsed and written again they may be others
   * @param secrets {@code whsec_…} of {@code GET /v1/webhook-secret}; while one is replaced, both
   * @throws WebhookException where it is not signed by any of them, or not within five minutes of
   *     now
   */
  public static WebhookEvent verifyWebhook(
      Map<String, List<String>> headers, byte[] body, String... secrets) {
    return new WebhookVerifier(List.of(secrets), Clock.systemUTC()).verify(headers, body);
  }

  private static String encoded(String part) {
    return URLEncoder.encode(part, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
