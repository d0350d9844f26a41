package dev.shutterhook.core.queue;

/**
 * A message is of a version that this code does not know: a deployment has reached its sender and
 * not yet its reader. The message is kept until the reader is as new, like after any exception.
 */
public final class NewerSchemaException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  NewerSchemaException(int schema, int known) {
    super("a message of schema " + schema + "; known are those up to " + known);
  }
}
