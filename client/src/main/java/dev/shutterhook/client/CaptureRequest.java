package dev.shutterhook.client;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a capture shall be of, and how it shall look. Immutable: each method makes another request.
 *
 * <pre>{@code
 * CaptureRequest.ofUrl("https://example.com/")
 *     .with("full_page", true)
 *     .with("webhook_url", "https://your-server.example/hook")
 * }</pre>
 *
 * <p>Fields are the API's own, as its README and its OpenAPI document name them; the service says
 * what is wrong with them.
 */
public final class CaptureRequest {
  /** Characters of an idempotency key. */
  public static final int MAX_KEY_LENGTH = 255;

  private final Map<String, @Nullable Object> fields;
  private final @Nullable String idempotencyKey;

  private CaptureRequest(Map<String, @Nullable Object> fields, @Nullable String idempotencyKey) {
    this.fields = Collections.unmodifiableMap(fields);
    this.idempotencyKey = idempotencyKey;
  }

  /** Of a page on the web, http or https. */
  public static CaptureRequest ofUrl(String url) {
    return of(Map.of("url", url));
  }

  /** Of a document of one's own, at most 512 KiB. */
  public static CaptureRequest ofHtml(String html) {
    return of(Map.of("html", html));
  }

  /** Of fields that somebody else put together. */
  public static CaptureRequest of(Map<String, ? extends @Nullable Object> fields) {
    return new CaptureRequest(new LinkedHashMap<>(fields), null);
  }

  /**
   * The same with one field more, or with another value of it.
   *
   * @param value a text, a number, true, false, null, or a map or collection of these
   */
  public CaptureRequest with(String field, @Nullable Object value) {
    Map<String, @Nullable Object> more = new LinkedHashMap<>(fields);
    more.put(field, value);
    return new CaptureRequest(more, idempotencyKey);
  }

  /**
   * The same with a key of your own: within 24 h the service makes one capture of it, however often
   * you ask. Without one, every call asks for a capture of its own.
   *
   * @param key 1 to 255 visible characters of ASCII
   * @throws IllegalArgumentException for any other key
   */
  public CaptureRequest idempotencyKey(String key) {
    if (key.isEmpty()
        || key.length() > MAX_KEY_LENGTH
        || key.chars().anyMatch(c -> c < 0x21 || c > 0x7e)) {
      throw new IllegalArgumentException(
          "an idempotency key has 1 to " + MAX_KEY_LENGTH + " visible characters of ASCII");
    }
    return new CaptureRequest(new LinkedHashMap<>(fields), key);
  }

  /** What is sent. */
  public Map<String, @Nullable Object> fields() {
    return fields;
  }

  Optional<String> idempotencyKey() {
    return Optional.ofNullable(idempotencyKey);
  }
}
