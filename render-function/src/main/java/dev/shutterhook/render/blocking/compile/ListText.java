package dev.shutterhook.render.blocking.compile;

import dev.shutterhook.render.blocking.index.ListFile;
import dev.shutterhook.render.blocking.index.ListFile.Section;
import dev.shutterhook.render.blocking.rule.DomainCondition;
import dev.shutterhook.render.blocking.rule.HidingRule;
import dev.shutterhook.render.blocking.rule.Rule;
import dev.shutterhook.render.blocking.rule.RuleParser;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A list's lines, sorted by what they say. */
public final class ListText {
  private static final Pattern HIDING = Pattern.compile("[^/|^$\\[]*#@?\\$?#.*");
  private static final Pattern WHOLE_HOST = Pattern.compile("\\|\\|([a-z0-9_.-]+\\.[a-z0-9-]+)\\^");

  private final Set<String> hosts = new HashSet<>();
  private final List<String> blocking = new ArrayList<>();
  private final List<String> exceptions = new ArrayList<>();
  private final List<String> pages = new ArrayList<>();
  private final List<HidingLine> hiding = new ArrayList<>();
  private int regularExpressions;
  private int notUnderstood;

  /** A line about elements, as it stands and as it reads. */
  private record HidingLine(String line, HidingRule rule) {
    boolean isGeneric() {
      return rule.domains().equals(DomainCondition.EVERYWHERE);
    }
  }

  private ListText() {}

  /** Sorts lines; comments and what is taken back are none. */
  public static ListText of(List<String> lines) {
    Set<String> bad =
        lines.stream()
            .filter(BadFilter::is)
            .map(BadFilter::normal)
            .collect(Collectors.toCollection(HashSet::new));
    ListText text = new ListText();
    for (String line : lines) {
      boolean rule = !line.isBlank() && !line.startsWith("!") && !BadFilter.is(line);
      if (rule && !bad.contains(BadFilter.normal(line))) {
        text.add(line.strip());
      }
    }
    return text;
  }

  private void add(String line) {
    Matcher host = WHOLE_HOST.matcher(line);
    if (HIDING.matcher(line).matches()) {
      Optional<HidingRule> rule = HidingRule.parse(line);
      rule.ifPresentOrElse(found -> hiding.add(new HidingLine(line, found)), this::skip);
    } else if (host.matches()) {
      hosts.add(host.group(1));
    } else {
      Optional<Rule> rule = RuleParser.parse(line);
      rule.ifPresentOrElse(found -> add(line, found), () -> skip(line));
    }
  }

  private void add(String line, Rule rule) {
    if (!rule.waivers().isEmpty()) {
      pages.add(line);
    }
    if (rule.isAboutRequests()) {
      (rule.exception() ? exceptions : blocking).add(line);
    }
  }

  private void skip() {
    notUnderstood++;
  }

  private void skip(String line) {
    String body = line.startsWith("@@") ? line.substring(2) : line;
    int dollar = RuleParser.optionsStart(body);
    if (RuleParser.isRegularExpression(dollar < 0 ? body : body.substring(0, dollar))) {
      regularExpressions++;
    } else {
      notUnderstood++;
    }
  }

  /** The list as it is looked up. */
  public ListFile compile() {
    Map<Section, SortedMap<Integer, List<String>>> sections = new EnumMap<>(Section.class);
    sections.put(Section.BLOCKING, Tokens.of(blocking));
    sections.put(Section.EXCEPTIONS, Tokens.of(exceptions));
    sections.put(Section.PAGES, Tokens.of(pages));
    List<String> specific =
        hiding.stream().filter(line -> !line.isGeneric()).map(HidingLine::line).toList();
    sections.put(Section.HIDING, Tokens.ofDomains(specific));
    return new ListFile(List.copyOf(hosts), generic(), sections);
  }

  /** A style sheet for every page, less what is taken back on every page. */
  private String generic() {
    Set<String> shown =
        hiding.stream()
            .filter(line -> line.isGeneric() && line.rule().show())
            .map(line -> line.rule().selector())
            .collect(Collectors.toSet());
    return hiding.stream()
        .filter(line -> line.isGeneric() && !line.rule().show())
        .filter(line -> !shown.contains(line.rule().selector()))
        .map(line -> line.rule().css())
        .distinct()
        .collect(Collectors.joining("\n"));
  }

  String census() {
    return String.format(
        "%d hosts, %d rules, %d exceptions, %d about pages, %d about elements;"
            + " left out: %d regular expressions, %d that ask for something else",
        hosts.size(),
        blocking.size(),
        exceptions.size(),
        pages.size(),
        hiding.size(),
        regularExpressions,
        notUnderstood);
  }
}
