package dev.shutterhook.client;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** Sends requests with the key, and sends those again that may go well another time. */
final class Connection {
  /** The service holds an answer for 25 s at most and gives up after 29 s. */
  static final Duration TIMEOUT = Duration.ofSeconds(40);

  /** What a Lambda function can answer with, and more than a capture has. */
  static final int MAX_ANSWER_BYTES = 8 * 1024 * 1024;

  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);

  // A redirect leads to a picture, and the key must not go there.
  private final HttpClient http =
      HttpClient.newBuilder()
          .connectTimeout(CONNECT_TIMEOUT)
          .followRedirects(HttpClient.Redirect.NEVER)
          .build();

  private final URI api;
  private final String apiKey;
  private final Patience patience;

  Connection(URI api, String apiKey, Patience patience) {
    this.api = api;
    this.apiKey = apiKey;
    this.patience = patience;
  }

  Answer get(String path) throws IOException, InterruptedException {
    return send(request(path).GET().build());
  }

  Answer post(String path, Map<String, String> headers, String body)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        request(path)
            .header("content-type", "application/json")
            .POST(BodyPublishers.ofString(body));
    headers.forEach(request::header);
    return send(request.build());
  }

  /** Fetches what lies elsewhere and needs no key. */
  HttpResponse<InputStream> fetch(URI elsewhere) throws IOException, InterruptedException {
    HttpRequest request = HttpRequest.newBuilder(elsewhere).timeout(TIMEOUT).build();
    return http.send(request, BodyHandlers.ofInputStream());
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(api + path))
        .timeout(TIMEOUT)
        .header("authorization", "Bearer " + apiKey)
        .header("accept", "application/json");
  }

  private Answer send(HttpRequest request) throws IOException, InterruptedException {
    for (int tries = 1; ; tries++) {
      Optional<Duration> wait;
      try {
        Answer answer = answer(request);
        if (answer.status() < 400) {
          return answer;
        }
        ApiException problem = ApiException.of(answer);
        wait = patience.after(tries, answer.retryAfter());
        if (!Patience.passes(answer) || wait.isEmpty()) {
          throw problem;
        }
      } catch (IOException e) {
        wait = patience.after(tries, Optional.empty());
        if (wait.isEmpty()) {
          throw e;
        }
      }
      Thread.sleep(wait.get().toMillis());
    }
  }

  private Answer answer(HttpRequest request) throws IOException, InterruptedException {
    HttpResponse<InputStream> response = http.send(request, BodyHandlers.ofInputStream());
    try (InputStream in = response.body()) {
      byte[] body = in.readNBytes(MAX_ANSWER_BYTES + 1);
      if (body.length > MAX_ANSWER_BYTES) {
        throw new JsonException("the answer has more than " + MAX_ANSWER_BYTES + " bytes");
      }
      return new Answer(response.statusCode(), response.headers(), body);
    }
  }
}
