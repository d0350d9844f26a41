package dev.shutterhook.localrunner.gateway;

import dev.shutterhook.localrunner.lambda.LambdaFunction;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The API's routes in the order in which API Gateway tries them. Immutable. */
final class RouteTable {

  /**
   * A route found for a request.
   *
   * @param key the route's key, such as {@code GET /v1/captures/{id}}
   * @param variables the path's variables, decoded
   */
  record Found(String key, Map<String, String> variables, LambdaFunction function) {}

  private record Entry(RoutePattern pattern, LambdaFunction function) {}

  private final List<Entry> entries;

  /**
   * Sorts the routes.
   *
   * @throws IllegalArgumentException where two have the same key
   */
  RouteTable(List<Route> routes) {
    entries =
        routes.stream()
            .map(route -> new Entry(RoutePattern.of(route.route()), route.function()))
            .sorted(Comparator.comparing(Entry::pattern))
            .toList();
    long keys = entries.stream().map(entry -> entry.pattern.key()).distinct().count();
    if (keys < entries.size()) {
      throw new IllegalArgumentException("two routes have the same method and path: " + routes);
    }
  }

  Optional<Found> find(String method, String rawPath) {
    for (Entry entry : entries) {
      Optional<Map<String, String>> variables = entry.pattern.match(method, rawPath);
      if (variables.isPresent()) {
        return Optional.of(new Found(entry.pattern.key(), variables.get(), entry.function));
      }
    }
    return Optional.empty();
  }
}
