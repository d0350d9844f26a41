package dev.shutterhook.render.blocking;

import dev.shutterhook.render.blocking.index.Hashing;
import dev.shutterhook.render.blocking.index.ListFile;
import dev.shutterhook.render.blocking.index.ListFile.Section;
import dev.shutterhook.render.blocking.index.SortedHashes;
import dev.shutterhook.render.blocking.index.TokenIndex;
import dev.shutterhook.render.blocking.index.Words;
import dev.shutterhook.render.blocking.rule.HidingRule;
import dev.shutterhook.render.blocking.rule.PageHost;
import dev.shutterhook.render.blocking.rule.PageRequest;
import dev.shutterhook.render.blocking.rule.Rule;
import dev.shutterhook.render.blocking.rule.RuleParser;
import dev.shutterhook.render.blocking.rule.Waiver;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/** What one list says. Safe for threads. */
final class ListRules {
  private final SortedHashes hosts;
  private final String generic;
  private final TokenIndex<Rule> blocking;
  private final TokenIndex<Rule> exceptions;
  private final TokenIndex<Rule> pages;
  private final TokenIndex<HidingRule> hiding;

  /** What rules of one direction say of a request. */
  enum Word {
    NOTHING,
    YES,
    IMPORTANT
  }

  ListRules(ListFile file) {
    this.hosts = file.hosts();
    this.generic = file.generic();
    this.blocking = file.index(Section.BLOCKING, RuleParser::parse);
    this.exceptions = file.index(Section.EXCEPTIONS, RuleParser::parse);
    this.pages = file.index(Section.PAGES, RuleParser::parse);
    this.hiding = file.index(Section.HIDING, HidingRule::parse);
  }

  Word blocks(PageRequest request, int[] words) {
    Word word = word(blocking, request, words);
    return word == Word.NOTHING && listsHost(request) ? Word.YES : word;
  }

  Word excepts(PageRequest request, int[] words) {
    return word(exceptions, request, words);
  }

  /** What the list's exceptions take from a page, which is given as a request for itself. */
  Set<Waiver> waivers(PageRequest page, int[] words) {
    Set<Waiver> waivers = EnumSet.noneOf(Waiver.class);
    any(
        pages,
        page,
        words,
        rule -> {
          if (rule.covers(page)) {
            waivers.addAll(rule.waivers());
          }
          return false;
        });
    return waivers;
  }

  /** Hiding rules for every page, a line each. */
  String genericHiding() {
    return generic;
  }

  /** Rules about elements that name the page. */
  List<HidingRule> hidingOn(PageHost page) {
    return page.tokens().stream()
        .flatMap(token -> hiding.get(token).stream())
        .filter(rule -> rule.domains().holdsOn(page))
        .distinct()
        .toList();
  }

  /** A host under which the page itself lies is not blocked: its picture is what is asked for. */
  private boolean listsHost(PageRequest request) {
    String host = request.host();
    for (int start = 0; start >= 0; ) {
      if (hosts.contains(Hashing.host(host, start))
          && !request.page().isWithin(host.substring(start))) {
        return true;
      }
      int dot = host.indexOf('.', start);
      start = dot < 0 ? -1 : dot + 1;
    }
    return false;
  }

  private static Word word(TokenIndex<Rule> rules, PageRequest request, int[] words) {
    boolean[] found = new boolean[1];
    boolean important =
        any(
            rules,
            request,
            words,
            rule -> {
              boolean matches = (!found[0] || rule.important()) && rule.matches(request);
              found[0] |= matches;
              return matches && rule.important();
            });
    return important ? Word.IMPORTANT : found[0] ? Word.YES : Word.NOTHING;
  }

  private static boolean any(
      TokenIndex<Rule> rules, PageRequest request, int[] words, Predicate<Rule> wanted) {
    for (int word : words) {
      if (rules.get(word).stream().anyMatch(wanted)) {
        return true;
      }
    }
    for (int token : request.page().tokens()) {
      if (rules.get(token).stream().anyMatch(wanted)) {
        return true;
      }
    }
    return rules.get(Words.NONE).stream().anyMatch(wanted);
  }
}
