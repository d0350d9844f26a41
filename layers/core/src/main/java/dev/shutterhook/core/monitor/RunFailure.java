package dev.shutterhook.core.monitor;

/**
 * Why a run gave nothing.
 *
 * @param code a capture's, a request's, or {@link #CANCELED}, {@link #GONE}, {@link #TOO_LARGE}
 * @param message for people
 */
public record RunFailure(String code, String message) {
  /** Somebody canceled its capture. */
  public static final String CANCELED = "capture_canceled";

  /** Its capture, or a picture that it needs, was deleted. */
  public static final String GONE = "picture_gone";

  /** The pictures have more pixels than are compared. */
  public static final String TOO_LARGE = "picture_too_large";
}
