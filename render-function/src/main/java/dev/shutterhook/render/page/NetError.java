package dev.shutterhook.render.page;

import dev.shutterhook.core.egress.EgressFault;
import dev.shutterhook.core.render.Failure;
import dev.shutterhook.core.render.FailureCode;

/** What a failed navigation means to a client. Names are those of Chromium's net_error_list.h. */
final class NetError {
  private NetError() {}

  /** Reads the browser's own name of the error, as in {@code net::ERR_NAME_NOT_RESOLVED}. */
  static Failure failure(String errorText) {
    String name = errorText.replaceFirst("^net::", "");
    if (name.startsWith("ERR_CERT_") || name.startsWith("ERR_SSL_")) {
      return Failure.of(FailureCode.TLS_FAILED, "(" + name + ")");
    }
    return switch (name) {
      // The answer had no content (204, 205) or was a download, which is denied.
      case "ERR_ABORTED", "ERR_INVALID_RESPONSE", "ERR_UNKNOWN_URL_SCHEME", "ERR_INVALID_URL" ->
          Failure.of(FailureCode.NOT_A_PAGE);
      case "ERR_NAME_NOT_RESOLVED", "ERR_NAME_RESOLUTION_FAILED" ->
          Failure.of(FailureCode.DNS_FAILED);
      case "ERR_UNSAFE_PORT",
          "ERR_DISALLOWED_URL_SCHEME",
          "ERR_BLOCKED_BY_CLIENT",
          "ERR_BLOCKED_BY_LOCAL_NETWORK_ACCESS_CHECKS",
          "ERR_UNSAFE_REDIRECT" ->
          Failure.of(FailureCode.BLOCKED_DESTINATION);
      case "ERR_TOO_MANY_REDIRECTS" ->
          new Failure(FailureCode.CONNECTION_FAILED, "The address redirects in a circle.", false);
      // The browser has no memory or no disk for the answer: that says nothing of the server.
      case "ERR_INSUFFICIENT_RESOURCES", "ERR_OUT_OF_MEMORY", "ERR_FILE_NO_SPACE" ->
          Failure.of(FailureCode.RENDER_CRASHED);
      // An error status with an empty body: there is no page to show.
      case "ERR_HTTP_RESPONSE_CODE_FAILURE" -> Failure.of(FailureCode.HTTP_ERROR);
      default -> Failure.of(FailureCode.CONNECTION_FAILED);
    };
  }

  static Failure failure(EgressFault fault) {
    return switch (fault) {
      case BLOCKED -> Failure.of(FailureCode.BLOCKED_DESTINATION);
      case DNS_FAILED -> Failure.of(FailureCode.DNS_FAILED);
      case CONNECTION_FAILED -> Failure.of(FailureCode.CONNECTION_FAILED);
      case LIMIT_EXCEEDED ->
          new Failure(
              FailureCode.CONNECTION_FAILED, "The page takes more traffic than allowed.", false);
    };
  }
}
