package dev.shutterhook.render.blocking.rule;

import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/**
 * On which pages a rule holds. The most particular name decides: {@code a.de|~b.a.de} holds on
 * {@code c.a.de} and not on {@code c.b.a.de}.
 *
 * @param included empty: on all pages that are not excluded
 */
public record DomainCondition(Set<String> included, Set<String> excluded) {
  public static final DomainCondition EVERYWHERE = new DomainCondition(Set.of(), Set.of());

  public DomainCondition {
    included = Set.copyOf(included);
    excluded = Set.copyOf(excluded);
  }

  /**
   * Reads names; one with a tilde is excluded.
   *
   * @throws IllegalArgumentException where one is a regular expression
   */
  public static DomainCondition of(String names, char separator) {
    Set<String> included = new HashSet<>();
    Set<String> excluded = new HashSet<>();
    for (String name : names.toLowerCase(Locale.ROOT).split("[" + separator + "]", -1)) {
      boolean not = name.startsWith("~");
      String bare = name.substring(not ? 1 : 0).strip();
      if (bare.indexOf('/') >= 0) {
        throw new IllegalArgumentException("A regular expression for a domain: " + name);
      }
      if (!bare.isEmpty()) {
        (not ? excluded : included).add(bare);
      }
    }
    return new DomainCondition(included, excluded);
  }

  public boolean holdsOn(PageHost page) {
    if (included.isEmpty() && excluded.isEmpty()) {
      return true;
    }
    for (String name : page.names()) {
      if (excluded.contains(name)) {
        return false;
      }
      if (included.contains(name)) {
        return true;
      }
    }
    return included.isEmpty();
  }
}
