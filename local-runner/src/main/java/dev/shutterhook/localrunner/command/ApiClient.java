package dev.shutterhook.localrunner.command;

import com.fasterxml.jackson.databind.JsonNode;
import dev.shutterhook.core.json.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** The few calls of the API that the terminal needs. */
final class ApiClient {
  private static final Duration TIMEOUT = Duration.ofSeconds(40);
  private static final Duration HEALTH_TIMEOUT = Duration.ofSeconds(2);

  private final HttpClient http = HttpClient.newBuilder().connectTimeout(HEALTH_TIMEOUT).build();
  private final URI url;
  private final String apiKey;

  ApiClient(URI url, String apiKey) {
    this.url = url;
    this.apiKey = apiKey;
  }

  boolean healthy() {
    try {
      HttpRequest request =
          HttpRequest.newBuilder(url.resolve("/healthz")).timeout(HEALTH_TIMEOUT).build();
      return http.send(request, BodyHandlers.discarding()).statusCode() == 200;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  JsonNode submit(JsonNode capture) throws IOException, InterruptedException {
    return json(
        request("/v1/captures")
            .header("content-type", "application/json")
            .POST(BodyPublishers.ofString(Json.write(capture)))
            .build());
  }

  /** The capture when it has ended, or as it is after a while. */
  JsonNode await(String id, String status) throws IOException, InterruptedException {
    // A queued capture is asked for soon again, so that "rendering" is shown, too.
    int seconds = status.equals("queued") ? 1 : 20;
    return json(request("/v1/captures/" + id + "?wait=" + seconds).build());
  }

  byte[] download(URI presigned) throws IOException, InterruptedException {
    HttpRequest request = HttpRequest.newBuilder(presigned).timeout(TIMEOUT).build();
    HttpResponse<byte[]> response = http.send(request, BodyHandlers.ofByteArray());
    if (response.statusCode() != 200) {
      throw new IOException("the artifact's URL answered " + response.statusCode());
    }
    return response.body();
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(url.resolve(path))
        .timeout(TIMEOUT)
        .header("authorization", "Bearer " + apiKey);
  }

  private JsonNode json(HttpRequest request) throws IOException, InterruptedException {
    HttpResponse<String> response = http.send(request, BodyHandlers.ofString());
    JsonNode body = Json.tree(response.body());
    if (response.statusCode() >= 400) {
      throw new IOException(problem(body));
    }
    return body;
  }

  private static String problem(JsonNode problem) {
    StringBuilder text = new StringBuilder(problem.path("detail").asText("the request failed"));
    problem
        .path("errors")
        .forEach(
            fault ->
                text.append("\n  ")
                    .append(fault.path("field").asText())
                    .append(' ')
                    .append(fault.path("message").asText()));
    return text.toString();
  }
}
