package dev.shutterhook.client;

import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;

/** An answer of the service, read to its end. */
@SuppressWarnings("ArrayRecordComponent") // Bytes pass through once; nobody compares them.
record Answer(int status, HttpHeaders headers, byte[] body) {
  private static final Pattern SECONDS = Pattern.compile("[0-9]{1,9}");

  String text() {
    return new String(body, StandardCharsets.UTF_8);
  }

  Optional<String> header(String name) {
    return headers.firstValue(name);
  }

  /** RFC 9110, section 10.2.3, in the form that the service uses. */
  Optional<Duration> retryAfter() {
    return header("retry-after")
        .filter(text -> SECONDS.matcher(text).matches())
        .map(text -> Duration.ofSeconds(Long.parseLong(text)));
  }
}
