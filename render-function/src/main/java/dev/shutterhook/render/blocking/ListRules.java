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
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

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
    IntStream.concat(Arrays.stream(words), page.page().tokens().stream().mapToInt(i -> i))
        .boxed()
        .flatMap(token -> pages.get(token).stream())
        .filter(rule -> rule.covers(page))
        .forEach(rule -> waivers.addAll(rule.waivers()));
    return waivers;
  }

  /** A style sheet for every page, a rule each line. */
  String genericStyle() {
    return generic;
  }

  /** Rules about elements that name the page, or only pages that they are not for. */
  List<HidingRule> hidingOn(PageHost page) {
    return Stream.concat(page.tokens().stream(), Stream.of(Words.NONE))
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
    Word strongest = Word.NOTHING;
    for (int word : words) {
      strongest = strongest(rules.get(word), request, strongest);
    }
    for (int token : request.page().tokens()) {
      strongest = strongest(rules.get(token), request, strongest);
    }
    return strongest(rules.get(Words.NONE), request, strongest);
  }

  private static Word strongest(List<Rule> rules, PageRequest request, Word known) {
    Word strongest = known;
    for (int i = 0; i < rules.size() && strongest != Word.IMPORTANT; i++) {
      Rule rule = rules.get(i);
      if ((strongest == Word.NOTHING || rule.important()) && rule.matches(request)) {
        strongest = rule.important() ? Word.IMPORTANT : Word.YES;
      }
    }
    return strongest;
  }
}
