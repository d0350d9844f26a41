package dev.shutterhook.core.config;

import java.util.List;

/** A function cannot start with the environment that it was given. */
public final class ConfigException extends RuntimeException {
  ConfigException(String config, List<String> faults) {
    super(config + " cannot be read from the environment: " + String.join("; ", faults));
  }
}
