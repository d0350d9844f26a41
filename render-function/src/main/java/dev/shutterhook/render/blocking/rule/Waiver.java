package dev.shutterhook.render.blocking.rule;

import java.util.Set;

/** What an exception takes from a whole page, rather than from one request. */
public enum Waiver {
  BLOCKING,
  GENERIC_HIDING,
  SPECIFIC_HIDING;

  static final Set<Waiver> HIDING = Set.of(GENERIC_HIDING, SPECIFIC_HIDING);
}
