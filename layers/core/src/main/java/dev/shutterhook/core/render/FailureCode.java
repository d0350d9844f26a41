package dev.shutterhook.core.render;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** Why a capture failed; the lower-case name is part of the API. */
public enum FailureCode {
  DNS_FAILED(true, "The host name could not be resolved."),
  CONNECTION_FAILED(true, "The server could not be reached."),
  TLS_FAILED(false, "The server's certificate or TLS set-up was not accepted."),
  BLOCKED_DESTINATION(false, "The address is not one that captures may reach."),
  HTTP_ERROR(true, "The page answered with an HTTP error."),
  TIMEOUT(true, "The page was not ready within the time-out."),
  SELECTOR_NOT_FOUND(false, "No element on the page matches the selector."),
  EXPRESSION_FAILED(false, "The expression did not come to a true value on the page."),
  TEXT_RULE_FAILED(false, "The page's text is not as the request wants it."),
  PAGE_TOO_LARGE(false, "The page is larger than a picture can be."),
  NOT_A_PAGE(false, "The address led to a download or to nothing that can be shown."),
  RENDER_CRASHED(true, "The browser crashed on this page.");

  private final boolean retryable;
  private final String message;

  FailureCode(boolean retryable, String message) {
    this.retryable = retryable;
    this.message = message;
  }

  /** Whether the suite itself tries again before the capture fails. */
  public boolean retryable() {
    return retryable;
  }

  /** For clients. */
  public String message() {
    return message;
  }

  /** Its name in the API, in lower case. */
  @JsonValue
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }
}
