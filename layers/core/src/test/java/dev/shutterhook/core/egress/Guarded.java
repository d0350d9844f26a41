package dev.shutterhook.core.egress;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A guard with one session. Names under {@code .test} are loopback, {@code nowhere.test} and all
 * others do not resolve.
 */
final class Guarded implements AutoCloseable {
  static final List<InetAddress> LOOPBACK = List.of(InetAddress.ofLiteral("127.0.0.1"));

  final List<Refusal> log = new CopyOnWriteArrayList<>();
  final EgressGuard guard;
  final EgressSession session;

  Guarded(EgressPolicy policy, EgressLimits limits, Resolver resolver) {
    guard = new EgressGuard(policy, limits, resolver, log::add);
    session = guard.open("cap_test");
  }

  static Guarded open() {
    return open(EgressLimits.DEFAULTS);
  }

  static Guarded open(EgressLimits limits) {
    return new Guarded(EgressPolicy.OPEN, limits, Guarded::resolve);
  }

  static Guarded strict(Resolver resolver) {
    return new Guarded(EgressPolicy.STRICT, EgressLimits.DEFAULTS, resolver);
  }

  RawClient client() throws IOException {
    return new RawClient(session);
  }

  HttpClient.Builder httpClient() {
    InetSocketAddress proxy = session.proxyAddress();
    return HttpClient.newBuilder()
        .version(HttpClient.Version.HTTP_1_1)
        .proxy(ProxySelector.of(proxy));
  }

  private static List<InetAddress> resolve(String host) throws UnknownHostException {
    if (host.endsWith(".test") && !host.equals("nowhere.test")) {
      return LOOPBACK;
    }
    throw new UnknownHostException(host);
  }

  @Override
  public void close() {
    guard.close();
  }
}
