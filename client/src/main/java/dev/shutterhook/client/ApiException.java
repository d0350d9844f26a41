package dev.shutterhook.client;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The service answered with a problem (RFC 9457), the last time too where it was asked again. */
public final class ApiException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int status;
  private final String code;
  private final @Nullable String requestId;
  private final @Nullable Duration retryAfter;

  private ApiException(
      int status,
      String code,
      String message,
      @Nullable String requestId,
      @Nullable Duration retryAfter) {
    super(message);
    this.status = status;
    this.code = code;
    this.requestId = requestId;
    this.retryAfter = retryAfter;
  }

  static ApiException of(Answer answer) {
    String code = "";
    String message = answer.status() + " without a problem that says why";
    try {
      Map<String, @Nullable Object> problem = JsonReader.readObject(answer.text());
      code = Values.text(problem, "code");
      message = answer.status() + " " + code + ": " + Values.text(problem, "detail");
      for (Object one : Values.list(problem.get("errors"))) {
        Map<String, ?> fault = Values.object(one);
        message += fault == null ? "" : "; " + fault.get("field") + " " + fault.get("message");
      }
    } catch (JsonException notOurs) {
      // Something between here and the service answered: the status is all there is.
    }
    return new ApiException(
        answer.status(),
        code,
        message,
        answer.header("x-request-id").orElse(null),
        answer.retryAfter().orElse(null));
  }

  /** The HTTP status, 400 to 599. */
  public int status() {
    return status;
  }

  /** The problem's stable code, such as {@code rate_limited}; empty where there is none. */
  public String code() {
    return code;
  }

  /** What the operator can find in the log; empty where the service itself did not answer. */
  public Optional<String> requestId() {
    return Optional.ofNullable(requestId);
  }

  /** How long the service wants to be left in peace; empty where it says nothing. */
  public Optional<Duration> retryAfter() {
    return Optional.ofNullable(retryAfter);
  }
}
