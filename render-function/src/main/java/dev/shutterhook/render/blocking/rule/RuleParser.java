package dev.shutterhook.render.blocking.rule;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Reads a line of a list as a rule about requests. What asks for more than letting a request go or
 * not (headers, cookies, scripts) is no rule here, nor is what would hold only for pop-ups and the
 * page itself. Regular expressions are left out: a page makes up the URLs that they would run on,
 * and some need exponential time.
 */
public final class RuleParser {
  private static final Pattern OPTIONS =
      Pattern.compile("~?[a-z0-9_-]+(=[^$]*)?(,~?[a-z0-9_-]+(=[^$]*)?)*", Pattern.CASE_INSENSITIVE);

  private static final Pattern REGULAR_EXPRESSION = Pattern.compile("/.*[\\\\\\[(+{].*/");

  private RuleParser() {}

  public static Optional<Rule> parse(String line) {
    boolean exception = line.startsWith("@@");
    String body = exception ? line.substring(2) : line;
    int dollar = optionsStart(body);
    String pattern = dollar < 0 ? body : body.substring(0, dollar);
    if (isRegularExpression(pattern)) {
      return Optional.empty();
    }
    RuleOptions options = new RuleOptions(exception);
    if (dollar >= 0 && !options.read(body.substring(dollar + 1))) {
      return Optional.empty();
    }
    return options.rule(pattern);
  }

  /** Where the text of a rule's options begins, at the dollar; -1 where it has none. */
  public static int optionsStart(String body) {
    int dollar = body.lastIndexOf('$');
    return dollar >= 0 && OPTIONS.matcher(body).region(dollar + 1, body.length()).matches()
        ? dollar
        : -1;
  }

  /** Whether a pattern is a regular expression and not a path between two slashes. */
  public static boolean isRegularExpression(String pattern) {
    return pattern.length() > 1
        && pattern.startsWith("/")
        && pattern.endsWith("/")
        && REGULAR_EXPRESSION.matcher(pattern).matches();
  }
}
