package dev.shutterhook.render.blocking.rule;

import dev.shutterhook.render.blocking.rule.Rule.Party;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** What stands behind a rule's dollar, gathered one option at a time. */
final class RuleOptions {
  private final boolean exception;
  private final Set<Waiver> waivers = EnumSet.noneOf(Waiver.class);
  private boolean aboutPages;
  private boolean aboutNavigation;
  private boolean important;
  private boolean matchCase;
  private int kinds;
  private int otherKinds;
  private Party party = Party.ANY;
  private DomainCondition domains = DomainCondition.EVERYWHERE;
  private List<String> spared = List.of();

  RuleOptions(boolean exception) {
    this.exception = exception;
  }

  /** Reads all options; false where one asks for what is not done here. */
  boolean read(String text) {
    for (String option : text.split(",", -1)) {
      int equals = option.indexOf('=');
      String name = (equals < 0 ? option : option.substring(0, equals)).toLowerCase(Locale.ROOT);
      String value = equals < 0 ? "" : option.substring(equals + 1);
      if (!(value.isEmpty() ? readFlag(name) : readValue(name, value))) {
        return false;
      }
    }
    return true;
  }

  Optional<Rule> rule(String pattern) {
    boolean noRequest = (aboutPages || aboutNavigation) && kinds == 0;
    int mask = noRequest ? 0 : (kinds == 0 ? RequestKind.ALL : kinds) & ~otherKinds;
    boolean tooWide = pattern.length() < 2 && domains.included().isEmpty();
    if ((mask == 0 && waivers.isEmpty()) || tooWide) {
      return Optional.empty();
    }
    UrlPattern url = UrlPattern.of(pattern, matchCase);
    return Optional.of(new Rule(url, exception, important, party, mask, domains, spared, waivers));
  }

  private boolean readValue(String name, String value) {
    switch (name) {
      case "domain", "from" -> {
        if (value.indexOf('/') >= 0) {
          return false;
        }
        domains = DomainCondition.of(value, '|');
      }
      case "denyallow" -> spared = List.of(value.toLowerCase(Locale.ROOT).split("[|]"));
      // There is nothing to redirect to: what would be replaced is not loaded.
      case "redirect" -> {
        return !exception;
      }
      default -> {
        return false;
      }
    }
    return true;
  }

  private boolean readFlag(String name) {
    switch (name) {
      case "third-party", "3p", "~first-party", "~1p" -> party = Party.THIRD;
      case "~third-party", "~3p", "first-party", "1p" -> party = Party.FIRST;
      case "important" -> important = true;
      case "match-case" -> matchCase = true;
      case "all" -> kinds = RequestKind.ALL;
      case "popup" -> aboutNavigation = true;
      case "~document", "~doc", "~popup" -> {}
      default -> {
        return name.startsWith("_") || readPageFlag(name) || readKind(name);
      }
    }
    return true;
  }

  private boolean readPageFlag(String name) {
    switch (name) {
      case "document", "doc" -> {
        waivers.add(Waiver.BLOCKING);
        waivers.addAll(Waiver.HIDING);
      }
      case "urlblock" -> waivers.add(Waiver.BLOCKING);
      case "elemhide", "ehide" -> waivers.addAll(Waiver.HIDING);
      case "generichide", "ghide" -> waivers.add(Waiver.GENERIC_HIDING);
      case "specifichide", "shide" -> waivers.add(Waiver.SPECIFIC_HIDING);
      // They spare a page what is never done to it here.
      case "jsinject", "content", "extension" -> {}
      default -> {
        return false;
      }
    }
    aboutPages = exception;
    aboutNavigation = true;
    if (!exception) {
      waivers.clear();
    }
    return true;
  }

  private boolean readKind(String name) {
    boolean not = name.startsWith("~");
    Optional<RequestKind> kind = RequestKind.ofOption(not ? name.substring(1) : name);
    kind.ifPresent(
        found -> {
          if (not) {
            otherKinds |= found.bit();
          } else {
            kinds |= found.bit();
          }
        });
    return kind.isPresent();
  }
}
