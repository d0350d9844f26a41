package dev.shutterhook.submit.http;

import dev.shutterhook.core.account.Admission;
import dev.shutterhook.core.account.Authenticator;
import dev.shutterhook.core.account.Caller;
import dev.shutterhook.core.dialect.Dialect;
import dev.shutterhook.core.dialect.Dialects;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Finds what answers a request, and whose request it is. Method and path decide, not the gateway's
 * route key: its fallback route leads here too.
 */
public final class Routes {
  private static final Caller NOBODY = new Caller("", "", 0, 0);

  private final Authenticator authenticator;
  private final List<Route> routes;

  public Routes(Authenticator authenticator, List<Route> routes) {
    this.authenticator = authenticator;
    this.routes = List.copyOf(routes);
  }

  /** In which problems of a path are worded: ours where nobody knows it. */
  public Dialect dialectOf(String path) {
    return at(path).stream().findFirst().map(Route::dialect).orElse(Dialects.NATIVE);
  }

  private List<Route> at(String path) {
    return routes.stream().filter(route -> route.match(path).isPresent()).toList();
  }

  public Answer answer(Request request) {
    List<Route> here = at(request.path());
    if (here.isEmpty()) {
      return Answer.Problem.of(
          ProblemCode.NOT_FOUND, "No such path; the API's paths begin with /v1/.");
    }
    // RFC 9110, 9.3.2: a HEAD is a GET whose body the gateway leaves out.
    String method = request.method().equals("HEAD") ? "GET" : request.method();
    return here.stream()
        .filter(route -> route.method().equals(method))
        .findFirst()
        .map(route -> answer(route, request))
        .orElseGet(() -> notAllowed(here));
  }

  private Answer answer(Route route, Request request) {
    String variable = route.match(request.path()).orElseThrow();
    if (!route.keyed()) {
      return route.endpoint().answer(request, NOBODY, variable);
    }
    return switch (authenticator.admit(request.header("authorization").orElse(null))) {
      case Admission.Admitted(var caller) -> route.endpoint().answer(request, caller, variable);
      case Admission.Stranger() -> unauthorized();
      case Admission.TooMany(int perSecond, var retryAfter) ->
          Answer.Problem.passing(
              ProblemCode.RATE_LIMITED,
              "This key may send " + perSecond + " requests per second.",
              retryAfter);
    };
  }

  private static Answer unauthorized() {
    return new Answer.Problem(
        ProblemCode.UNAUTHORIZED,
        "Send the header Authorization: Bearer and your API key.",
        List.of(),
        Map.of("www-authenticate", "Bearer"));
  }

  private static Answer notAllowed(List<Route> here) {
    String allowed =
        here.stream()
            .map(route -> route.method().equals("GET") ? "GET, HEAD" : route.method())
            .collect(Collectors.joining(", "));
    return new Answer.Problem(
        ProblemCode.METHOD_NOT_ALLOWED,
        "This path takes " + allowed + ".",
        List.of(),
        Map.of("allow", allowed));
  }
}
