package dev.shutterhook.render.blocking.rule;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A rule about elements of a page.
 *
 * @param show whether it takes back a rule of the same selector
 * @param selector in CSS
 * @param style what the elements become
 */
public record HidingRule(DomainCondition domains, boolean show, String selector, String style) {
  static final String HIDDEN = "display:none!important";

  private static final Pattern LINE = Pattern.compile("([\\p{L}\\p{N}.,~*_ -]*)#(@?)(\\$?)#(.+)");

  private static final Pattern BLOCK = Pattern.compile("(.+?)\\s*\\{\\s*([^{}]+?)\\s*}\\s*");

  /** Selectors that only extensions know, and a style that is none. */
  private static final Pattern NOT_CSS =
      Pattern.compile(
          ":(-abp-|contains|has-text|matches-|upward|nth-ancestor|xpath|remove|watch-attr|if|min-)"
              + "|\\bremove\\s*:|url\\s*\\(|@media|\\\\0");

  /** Reads a line; empty where it is no such rule or no style sheet can say it. */
  public static Optional<HidingRule> parse(String line) {
    Matcher matcher = LINE.matcher(line);
    if (!matcher.matches() || NOT_CSS.matcher(matcher.group(4)).find()) {
      return Optional.empty();
    }
    DomainCondition domains = DomainCondition.of(matcher.group(1), ',');
    boolean show = !matcher.group(2).isEmpty();
    if (matcher.group(3).isEmpty()) {
      return Optional.of(new HidingRule(domains, show, matcher.group(4).strip(), HIDDEN));
    }
    Matcher block = BLOCK.matcher(matcher.group(4));
    return block.matches()
        ? Optional.of(new HidingRule(domains, show, block.group(1), block.group(2)))
        : Optional.empty();
  }

  /** The rule as one line of a style sheet. */
  public String css() {
    return selector + '{' + style + '}';
  }
}
