package dev.shutterhook.submit.http;

/** What answers the requests of one route. */
@FunctionalInterface
public interface Endpoint {
  /**
   * Answers a request.
   *
   * @param account whose key it carried
   * @param variable what stands in the path where the route has a variable; empty where it has none
   */
  Answer answer(Request request, String account, String variable);
}
