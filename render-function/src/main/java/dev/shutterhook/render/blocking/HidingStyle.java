package dev.shutterhook.render.blocking;

import dev.shutterhook.render.blocking.rule.HidingRule;
import dev.shutterhook.render.blocking.rule.PageHost;
import dev.shutterhook.render.blocking.rule.Waiver;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

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
    Stream<String> generic =
        waivers.contains(Waiver.GENERIC_HIDING)
            ? Stream.of()
            : lists.stream().map(list -> without(shown, list.genericStyle()));
    Stream<String> specific =
        waivers.contains(Waiver.SPECIFIC_HIDING)
            ? Stream.of()
            : named.stream()
                .filter(rule -> !rule.show() && !shown.contains(rule.selector()))
                .map(HidingRule::css);
    return Stream.concat(generic, specific)
        .filter(css -> !css.isEmpty())
        .distinct()
        .collect(Collectors.joining("\n"));
  }

  private static String without(Set<String> shown, String style) {
    if (shown.isEmpty()) {
      return style;
    }
    return style
        .lines()
        .filter(rule -> !shown.contains(rule.substring(0, rule.lastIndexOf('{'))))
        .collect(Collectors.joining("\n"));
  }
}
