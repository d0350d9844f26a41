package dev.shutterhook.core.monitor;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.shutterhook.core.id.Id;
import org.jspecify.annotations.Nullable;

/**
 * A message on the compare queue: a capture of a run has ended, or is gone.
 *
 * @param schema {@value #SCHEMA}
 * @param run whose capture it was
 * @param capture the run's first one, or its second
 * @param failure why there is no such capture, where the run was refused one: the run ends with it;
 *     null where the capture itself tells
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record CompareOrder(int schema, Id run, Id capture, @Nullable RunFailure failure) {
  /** The version of this message. */
  public static final int SCHEMA = 1;

  public CompareOrder {
    if (schema != SCHEMA || run.kind() != Id.Kind.RUN || capture.kind() != Id.Kind.CAPTURE) {
      throw new IllegalArgumentException("not a whole order of schema " + SCHEMA);
    }
  }

  /** An order about a capture that tells itself what became of it. */
  public CompareOrder(int schema, Id run, Id capture) {
    this(schema, run, capture, null);
  }

  /** An order about a capture that could not be asked for. */
  public static CompareOrder refused(Id run, Id capture, RunFailure failure) {
    return new CompareOrder(SCHEMA, run, capture, failure);
  }
}
