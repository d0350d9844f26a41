package dev.shutterhook.submit.http;

import dev.shutterhook.core.dialect.Dialect;
import dev.shutterhook.core.dialect.Dialects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A method and a path that an endpoint answers.
 *
 * @param method in upper case
 * @param path as the template spells it, with variables in braces
 * @param keyed whether a request must carry an API key
 * @param dialect whose route it is: problems are in its words
 */
public record Route(
    String method, Pattern path, boolean keyed, Dialect dialect, Endpoint endpoint) {

  /** A route for those with a key. */
  public static Route keyed(String method, String path, Endpoint endpoint) {
    return new Route(method, pattern(path), true, Dialects.NATIVE, endpoint);
  }

  /** A route for everybody. */
  public static Route open(String method, String path, Endpoint endpoint) {
    return new Route(method, pattern(path), false, Dialects.NATIVE, endpoint);
  }

  /** The same route, but of another dialect. */
  public Route in(Dialect other) {
    return new Route(method, path, keyed, other, endpoint);
  }

  /**
   * The variable of a path that matches, or an empty text where the route has none; several with a
   * slash between them, which none of them has.
   */
  Optional<String> match(String requested) {
    Matcher matcher = path.matcher(requested);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    return Optional.of(
        IntStream.rangeClosed(1, matcher.groupCount())
            .mapToObj(matcher::group)
            .collect(Collectors.joining("/")));
  }

  private static Pattern pattern(String path) {
    return Pattern.compile(path.replaceAll("\\{[a-z]+\\}", "([^/]+)"));
  }
}
