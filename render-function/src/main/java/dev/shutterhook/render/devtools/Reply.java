package dev.shutterhook.render.devtools;

import com.fasterxml.jackson.databind.JsonNode;

/** The answer to a command that was sent. */
@FunctionalInterface
public interface Reply {

  /** Waits for it; throws as {@link Session#call} does. */
  JsonNode await(Deadline until);
}
