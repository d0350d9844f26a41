package dev.shutterhook.render.print;

import dev.shutterhook.core.render.Failure;

/** What comes of making a page into a document. */
public sealed interface Print {

  /** The document. */
  record Made(byte[] bytes) implements Print {}

  /** There is none, for a reason that the client can mend. */
  record NotMade(Failure failure) implements Print {}
}
