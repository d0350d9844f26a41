package dev.shutterhook.core.json;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A text that is not the JSON that was expected. */
public final class MalformedJsonException extends IllegalArgumentException {
  private final transient @Nullable JsonProcessingException fault;

  MalformedJsonException(String message, @Nullable JsonProcessingException cause) {
    super(message, cause);
    this.fault = cause;
  }

  /** Where reading stopped, as "line 3, column 7"; never the text itself. */
  public Optional<String> place() {
    return Optional.ofNullable(fault)
        .map(JsonProcessingException::getLocation)
        .map(l -> "line " + l.getLineNr() + ", column " + l.getColumnNr());
  }
}
