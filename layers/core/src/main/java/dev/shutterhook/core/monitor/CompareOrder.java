package dev.shutterhook.core.monitor;

import dev.shutterhook.core.id.Id;

/**
 * A message on the compare queue: a capture of a run has ended, or is gone.
 *
 * @param schema {@value #SCHEMA}
 * @param run whose capture it was
 * @param capture the run's first one, or its second
 */
public record CompareOrder(int schema, Id run, Id capture) {
  /** The version of this message. */
  public static final int SCHEMA = 1;

  public CompareOrder {
    if (schema != SCHEMA || run.kind() != Id.Kind.RUN || capture.kind() != Id.Kind.CAPTURE) {
      throw new IllegalArgumentException("not a whole order of schema " + SCHEMA);
    }
  }
}
