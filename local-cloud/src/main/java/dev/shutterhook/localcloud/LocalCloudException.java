package dev.shutterhook.localcloud;

/** The services cannot start or be shaped; says what failed and what mends it. */
public final class LocalCloudException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  LocalCloudException(String message) {
    super(message);
  }

  LocalCloudException(String message, Throwable cause) {
    super(message, cause);
  }
}
