package dev.shutterhook.submit.http;

import dev.shutterhook.core.account.Caller;

/** What answers the requests of one route. */
@FunctionalInterface
public interface Endpoint {
  /**
   * Answers a request.
   *
   * @param caller who sent it, by its key; nobody where the route needs none
   * @param variable what stands in the path where the route has a variable; empty where it has
   *     none, and with a slash between them where it has two
   */
  Answer answer(Request request, Caller caller, String variable);
}
