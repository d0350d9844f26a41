package dev.shutterhook.submit.openapi;

import dev.shutterhook.submit.http.Answer;
import dev.shutterhook.submit.http.Route;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

/**
 * {@code GET /openapi.yaml} and {@code GET /openapi.json}: one document in two spellings, of which
 * the build makes the second. It is read when somebody asks for it; a cold start is without it.
 */
public final class OpenApi {
  /** The document changes with the code only. */
  static final Duration MAX_AGE = Duration.ofHours(1);

  private OpenApi() {}

  /** The routes of this package. */
  public static List<Route> routes() {
    return List.of(
        // RFC 9512, section 2.1.
        Route.open(
            "GET",
            "/openapi.yaml",
            (request, caller, variable) -> document("openapi.yaml", "application/yaml")),
        Route.open(
            "GET",
            "/openapi.json",
            (request, caller, variable) -> document("openapi.json", "application/json")));
  }

  private static Answer document(String name, String contentType) {
    try (InputStream in = OpenApi.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException(name + " is missing beside its class");
      }
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return new Answer.Document(contentType, MAX_AGE, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
