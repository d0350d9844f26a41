package dev.shutterhook.localrunner.endtoend;

import com.fasterxml.jackson.databind.JsonNode;
import dev.shutterhook.core.json.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;

/** A client of the API as people write them: HTTP, JSON, a key. */
public final class Client {
  private static final Duration TIMEOUT = Duration.ofSeconds(40);

  private final HttpClient http = HttpClient.newHttpClient();
  private final URI api;
  private final String key;

  public Client(URI api, String key) {
    this.api = api;
    this.key = key;
  }

  public HttpResponse<String> post(String path, String body) {
    return send(
        request(path)
            .header("content-type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body)));
  }

  /** The same with one header field more. */
  public HttpResponse<String> post(String path, String body, String name, String value) {
    return send(
        request(path)
            .header("content-type", "application/json")
            .header(name, value)
            .POST(HttpRequest.BodyPublishers.ofString(body)));
  }

  /** A request of any method, without a body. */
  public HttpResponse<String> send(String method, String path) {
    return send(request(path).method(method, HttpRequest.BodyPublishers.noBody()));
  }

  /** A request of any method. */
  public HttpResponse<String> send(String method, String path, String body) {
    return send(
        request(path)
            .header("content-type", "application/json")
            .method(method, HttpRequest.BodyPublishers.ofString(body)));
  }

  public HttpResponse<String> get(String path) {
    return send(request(path));
  }

  /** Submits and returns the new capture's id. */
  public String capture(Map<String, ?> request) {
    HttpResponse<String> response = post("/v1/captures", Json.write(request));
    if (response.statusCode() != 202) {
      throw new AssertionError(response.statusCode() + " " + response.body());
    }
    return Json.tree(response.body()).path("id").asText();
  }

  /** Waits for a capture's end. */
  public JsonNode ended(String id) {
    for (int i = 0; i < 12; i++) {
      JsonNode capture = Json.tree(get("/v1/captures/" + id + "?wait=20").body());
      String status = capture.path("status").asText();
      if (!status.equals("queued") && !status.equals("rendering")) {
        return capture;
      }
    }
    throw new AssertionError(id + " did not end");
  }

  public byte[] download(String url) {
    return bytes(HttpRequest.newBuilder(URI.create(url)).build());
  }

  /** What the API answers to a GET with the key, in bytes. */
  public byte[] bytes(String path) {
    return bytes(request(path).build());
  }

  /** The same of a POST. */
  public byte[] bytes(String path, String body) {
    return bytes(
        request(path)
            .header("content-type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build());
  }

  private byte[] bytes(HttpRequest request) {
    try {
      HttpResponse<byte[]> response = http.send(request, BodyHandlers.ofByteArray());
      if (response.statusCode() != 200) {
        throw new AssertionError(request.uri() + " answered " + response.statusCode());
      }
      return response.body();
    } catch (IOException e) {
      throw new AssertionError(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(api.resolve(path))
        .timeout(TIMEOUT)
        .header("authorization", "Bearer " + key);
  }

  private HttpResponse<String> send(HttpRequest.Builder request) {
    try {
      return http.send(request.build(), BodyHandlers.ofString());
    } catch (IOException e) {
      throw new AssertionError(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }
}
