package dev.shutterhook.submit.http;

import java.net.URI;
import java.util.Locale;

/** What can be wrong with a request or with us; the lower-case name is part of the API. */
public enum ProblemCode {
  INVALID_REQUEST(400, "The request is not valid"),
  UNAUTHORIZED(401, "An API key is needed"),
  NOT_FOUND(404, "There is nothing here"),
  METHOD_NOT_ALLOWED(405, "The method does not go with this path"),
  CONFLICT(409, "The state does not allow this"),
  PAYLOAD_TOO_LARGE(413, "The body is too large"),
  UNSUPPORTED_MEDIA_TYPE(415, "The body must be JSON"),
  IDEMPOTENCY_MISMATCH(422, "The key belongs to another request"),
  RATE_LIMITED(429, "That was too much for now"),
  QUOTA_EXCEEDED(429, "The quota is used up"),
  INTERNAL(500, "Something failed on our side"),
  UNAVAILABLE(503, "The service cannot answer right now");

  private final int status;
  private final String title;

  ProblemCode(int status, String title) {
    this.status = status;
    this.title = title;
  }

  public int status() {
    return status;
  }

  public String title() {
    return title;
  }

  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** RFC 9457, 3.1.1: an absolute URI that stays as it is; it names and need not resolve. */
  public URI type() {
    return typeOf(code());
  }

  /** The same for the code of something else, such as a capture's failure. */
  static URI typeOf(String code) {
    return URI.create("urn:shutterhook:problem:" + code);
  }
}
