package dev.shutterhook.localrunner.gateway;

import dev.shutterhook.localcloud.template.HttpRoute;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A route's method and path, taken apart.
 *
 * <p>Natural order is API Gateway's precedence ("Routing API requests" in its developer guide): a
 * literal segment before a variable, a variable before a greedy one, {@code $default} last; on the
 * same path a named method before {@code ANY}.
 */
record RoutePattern(String method, String path, List<Segment> segments)
    implements Comparable<RoutePattern> {

  private static final String ANY = "ANY";
  private static final String DEFAULT = "$default";

  enum Kind {
    LITERAL,
    VARIABLE,
    GREEDY,
    DEFAULT
  }

  record Segment(Kind kind, String text) {}

  private static final Comparator<RoutePattern> PRECEDENCE =
      Comparator.comparing(RoutePattern::segments, RoutePattern::compareSegments)
          .thenComparing(pattern -> pattern.method.equals(ANY));

  static RoutePattern of(HttpRoute route) {
    List<Segment> segments = new ArrayList<>();
    if (route.path().equals(DEFAULT)) {
      segments.add(new Segment(Kind.DEFAULT, ""));
    } else {
      for (String text : split(route.path())) {
        segments.add(segment(route, text, segments));
      }
    }
    return new RoutePattern(route.method(), route.path(), List.copyOf(segments));
  }

  /** The route as its events name it: {@code POST /v1/captures}, or {@code $default}. */
  String key() {
    return path.equals(DEFAULT) ? DEFAULT : method + " " + path;
  }

  /**
   * The path's variables, decoded, where the request is this route's.
   *
   * @param rawPath the request's path, still percent-encoded: an encoded slash parts no segments
   */
  Optional<Map<String, String>> match(String requestMethod, String rawPath) {
    if (!method.equals(ANY) && !method.equals(requestMethod)) {
      return Optional.empty();
    }
    List<String> parts = split(rawPath);
    Map<String, String> variables = new HashMap<>();
    for (int i = 0; i < segments.size(); i++) {
      Segment segment = segments.get(i);
      if (segment.kind == Kind.DEFAULT) {
        return Optional.of(Map.of());
      }
      if (i >= parts.size()) {
        return Optional.empty();
      }
      if (segment.kind == Kind.GREEDY) {
        return rest(parts.subList(i, parts.size()), segment, variables);
      }
      boolean differs =
          segment.kind == Kind.LITERAL
              ? !segment.text.equals(parts.get(i))
              : parts.get(i).isEmpty();
      if (differs) {
        return Optional.empty();
      }
      if (segment.kind == Kind.VARIABLE) {
        variables.put(segment.text, decode(parts.get(i)));
      }
    }
    return parts.size() == segments.size() ? Optional.of(variables) : Optional.empty();
  }

  /** Percent-decodes a part of a path, where a plus is a plus. */
  static String decode(String part) {
    return URLDecoder.decode(part.replace("+", "%2B"), StandardCharsets.UTF_8);
  }

  @Override
  public int compareTo(RoutePattern other) {
    return PRECEDENCE.compare(this, other);
  }

  private static Optional<Map<String, String>> rest(
      List<String> parts, Segment segment, Map<String, String> variables) {
    String rest = String.join("/", parts);
    if (rest.isEmpty()) {
      return Optional.empty();
    }
    variables.put(segment.text, decode(rest));
    return Optional.of(variables);
  }

  private static Segment segment(HttpRoute route, String text, List<Segment> before) {
    if (!before.isEmpty() && before.getLast().kind == Kind.GREEDY) {
      throw new IllegalArgumentException(route.path() + ": a greedy variable must stand last");
    }
    if (!text.startsWith("{")) {
      return new Segment(Kind.LITERAL, text);
    }
    return text.endsWith("+}")
        ? new Segment(Kind.GREEDY, text.substring(1, text.length() - 2))
        : new Segment(Kind.VARIABLE, text.substring(1, text.length() - 1));
  }

  private static List<String> split(String path) {
    return List.of((path.startsWith("/") ? path.substring(1) : path).split("/", -1));
  }

  private static int compareSegments(List<Segment> left, List<Segment> right) {
    for (int i = 0; i < Math.min(left.size(), right.size()); i++) {
      int order = left.get(i).kind.compareTo(right.get(i).kind);
      if (order != 0) {
        return order;
      }
    }
    return Integer.compare(right.size(), left.size());
  }
}
