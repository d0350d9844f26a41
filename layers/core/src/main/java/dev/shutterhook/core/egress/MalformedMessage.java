package dev.shutterhook.core.egress;

import java.io.IOException;

/** A head or a body that two readers could read differently. Never forwarded. */
final class MalformedMessage extends IOException {
  MalformedMessage(String message) {
    super(message);
  }
}
