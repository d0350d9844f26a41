package dev.shutterhook.render.print;

import dev.shutterhook.core.render.Failure;

/** What comes of making a page into a document. */
public sealed interface Print {

  /** The document. */
  final class Made implements Print {
    private final byte[] bytes;

    public Made(byte[] bytes) {
      this.bytes = bytes;
    }

    /** Not a copy: it may be 100 MB. */
    public byte[] bytes() {
      return bytes;
    }
  }

  /** There is none, for a reason that the client can mend. */
  record NotMade(Failure failure) implements Print {}
}
