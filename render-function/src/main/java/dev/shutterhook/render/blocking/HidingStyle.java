package dev.shutterhook.render.blocking;

import dev.shutterhook.render.blocking.rule.HidingRule;
import dev.shutterhook.render.blocking.rule.PageHost;
import dev.shutterhook.render.blocking.rule.Waiver;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Makes the style sheet for one page of what the lists hide on it. */
final class HidingStyle {
  private HidingStyle() {}

  /** One rule a line: a selector that this Chromium does not know spoils no other. */
  static String of(List<ListRules> lists, PageHost page, Set<Waiver> waivers) {
    List<HidingRule> named = lists.stream().flatMap(list -> list.hidingOn(page).stream()).toList();
    Set<String> shown =
        named.stream()
            .filter(HidingRule::show)
            .map(HidingRule::selector)
            .collect(Collectors.toSet());
    Set<String> style = new LinkedHashSet<>();
    if (!waivers.contains(Waiver.GENERIC_HIDING)) {
      lists.stream()
          .flatMap(list -> list.genericHiding().lines())
          .flatMap(line -> HidingRule.parse(line).stream())
          .filter(rule -> rule.domains().holdsOn(page) && !shown.contains(rule.selector()))
          .forEach(rule -> style.add(rule.css()));
    }
    if (!waivers.contains(Waiver.SPECIFIC_HIDING)) {
      named.stream()
          .filter(rule -> !rule.show() && !shown.contains(rule.selector()))
          .forEach(rule -> style.add(rule.css()));
    }
    return String.join("\n", style);
  }
}
