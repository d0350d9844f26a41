package dev.shutterhook.deliver.attempt;

import org.jspecify.annotations.Nullable;

/** An attempt failed before it reached the receiver, who is not charged for it. */
public final class OurFaultException extends RuntimeException {
  OurFaultException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
