package dev.shutterhook.localcloud.template;

import java.util.Optional;

/** The key attributes of a table or an index. */
public record KeySchema(String partition, Optional<String> sort) {}
