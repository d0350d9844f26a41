package dev.shutterhook.render.containment;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Every host of that network, for all addresses are this machine's: the keepers of secrets, and the
 * hostile site where no secret is kept. Safe for threads.
 */
final class Host implements AutoCloseable {
  /** Of the public address, and none that the guard ever dials. */
  static final int UNDIALLED_PORT = 81;

  private static final int[] PORTS = {80, UNDIALLED_PORT, 9001};
  private static final int BACKLOG = 1_024;

  private final List<HttpServer> servers = new ArrayList<>();
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final AttackSite site;
  private final Map<String, Set<String>> waysIn = new TreeMap<>();

  private Host(AttackSite site) {
    this.site = site;
  }

  static Host open(AttackSite site) throws IOException {
    Host host = new Host(site);
    for (int port : PORTS) {
      HttpServer server = HttpServer.create(new InetSocketAddress(port), BACKLOG);
      server.setExecutor(host.threads);
      server.createContext("/", host::answer);
      server.start();
      host.servers.add(server);
    }
    return host;
  }

  /** By which ways each keeper and the undialled port were asked since the last call. */
  synchronized Map<String, Set<String>> takeWaysIn() {
    Map<String, Set<String>> taken = new TreeMap<>(waysIn);
    waysIn.clear();
    return taken;
  }

  private void answer(HttpExchange exchange) throws IOException {
    InetSocketAddress here = exchange.getLocalAddress();
    String address = here.getAddress().getHostAddress();
    Optional<Secret> secret = Secret.at(address, here.getPort());
    if (secret.isEmpty() && here.getPort() != UNDIALLED_PORT) {
      site.answer(exchange);
      return;
    }
    note(secret.map(Secret::name).orElse("UNDIALLED"), exchange);
    try (exchange) {
      AttackSite.allowEverything(exchange);
      byte[] body = secret.map(Secret::text).orElse("undialled").getBytes(StandardCharsets.UTF_8);
      exchange.getResponseHeaders().add("Content-Type", "text/plain");
      AttackSite.sendBody(exchange, body);
    }
  }

  private synchronized void note(String host, HttpExchange exchange) {
    waysIn.computeIfAbsent(host, name -> new TreeSet<>()).add(AttackSite.way(exchange));
  }

  @Override
  public void close() {
    servers.forEach(server -> server.stop(0));
    threads.shutdownNow();
  }
}
