package dev.shutterhook.render.blocking.compile;

import dev.shutterhook.render.blocking.index.Hashing;
import dev.shutterhook.render.blocking.index.Words;
import dev.shutterhook.render.blocking.rule.DomainCondition;
import dev.shutterhook.render.blocking.rule.HidingRule;
import dev.shutterhook.render.blocking.rule.Rule;
import dev.shutterhook.render.blocking.rule.RuleParser;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Puts each rule under the token by which it is found: the rarest word of its pattern that a URL
 * must have as a whole word. A rule without such a word lies under each domain that it names.
 */
final class Tokens {
  /** Words that nearly every URL has say nothing. */
  private static final Set<String> USUAL =
      Set.of(
          "http", "https", "www", "com", "net", "org", "js", "css", "html", "php", "png", "gif",
          "jpg", "min", "static", "assets", "images", "img", "scripts", "cdn", "api");

  /** A rule that only usual words name is found by its domains, where it has any. */
  private static final int USUAL_WEIGHT = 1_000_000;

  private final Map<String, Integer> census = new HashMap<>();
  private final SortedMap<Integer, List<String>> lines = new TreeMap<>();

  private Tokens() {}

  /** Rules about requests. */
  static SortedMap<Integer, List<String>> of(List<String> rules) {
    Tokens tokens = new Tokens();
    for (String rule : rules) {
      words(rule).forEach(word -> tokens.census.merge(word, 1, Integer::sum));
    }
    rules.forEach(tokens::add);
    return tokens.lines;
  }

  /**
   * Rules about elements, each under the domains that it names; where it only excludes, under none.
   */
  static SortedMap<Integer, List<String>> ofDomains(List<String> rules) {
    Tokens tokens = new Tokens();
    for (String rule : rules) {
      DomainCondition domains = HidingRule.parse(rule).orElseThrow().domains();
      domains.included().forEach(name -> tokens.put(Hashing.domain(name), rule));
      if (domains.included().isEmpty()) {
        tokens.put(Words.NONE, rule);
      }
    }
    return tokens.lines;
  }

  private void add(String line) {
    Optional<String> best = words(line).stream().min(Comparator.comparingInt(this::weight));
    Rule rule = RuleParser.parse(line).orElseThrow();
    boolean telling = best.isPresent() && weight(best.get()) < USUAL_WEIGHT;
    if (!telling && !rule.domains().included().isEmpty()) {
      rule.domains().included().forEach(name -> put(Hashing.domain(name), line));
    } else {
      put(best.map(word -> Hashing.word(word, 0, word.length())).orElse(Words.NONE), line);
    }
  }

  private int weight(String word) {
    return census.getOrDefault(word, 0) + (USUAL.contains(word) ? USUAL_WEIGHT : 0);
  }

  private void put(int token, String line) {
    lines.computeIfAbsent(token, none -> new ArrayList<>()).add(line);
  }

  /** The words of a pattern that stand between two separators, or at an end that is fixed. */
  static List<String> words(String line) {
    String body = line.startsWith("@@") ? line.substring(2) : line;
    int dollar = RuleParser.optionsStart(body);
    String pattern = (dollar < 0 ? body : body.substring(0, dollar)).toLowerCase(Locale.ROOT);
    List<String> words = new ArrayList<>();
    for (int start = 0; start < pattern.length(); start++) {
      int end = Words.end(pattern, start);
      if (end > start) {
        boolean open = start == 0 || pattern.charAt(start - 1) == '*';
        if (!open && end < pattern.length() && pattern.charAt(end) != '*') {
          words.add(pattern.substring(start, end));
        }
        start = end;
      }
    }
    return words;
  }
}
