package dev.shutterhook.localrunner.gateway;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.shutterhook.localrunner.lambda.Invocation;
import dev.shutterhook.localrunner.lambda.LambdaFunction;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.FutureTask;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * API Gateway's HTTP API on loopback. Limits and error bodies are those of AWS ("Quotas for
 * configuring and running an HTTP API"), so that a client meets here what it will meet there.
 */
public final class HttpGateway implements AutoCloseable {

  /** A larger request body is refused with 413. */
  public static final int MAX_BODY_BYTES = 10 * 1024 * 1024;

  /** A refused body is read on for so long, that the client may see the answer. */
  private static final int MAX_DISCARDED_BYTES = 64 * 1024 * 1024;

  /** A function that answers later is answered for with 503, and goes on. */
  private static final Duration INTEGRATION_TIMEOUT = Duration.ofSeconds(30);

  /** More requests at once are answered with 503, as Lambda's throttling is. */
  private static final int MAX_IN_FLIGHT = 256;

  private static final int BACKLOG = 512;
  private static final int STOP_GRACE_SECONDS = 1;

  private static final Logger log = LoggerFactory.getLogger(HttpGateway.class);

  private final HttpServer server;
  private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
  private final Semaphore inFlight = new Semaphore(MAX_IN_FLIGHT);
  private final ObjectMapper json = new ObjectMapper();
  private final RouteTable routes;
  private final InstantSource clock;
  private final Duration integrationTimeout;

  private HttpGateway(int port, List<Route> routes, InstantSource clock, Duration limit)
      throws IOException {
    this.routes = new RouteTable(routes);
    this.clock = clock;
    this.integrationTimeout = limit;
    this.server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), BACKLOG);
    server.createContext("/", this::serve);
    server.setExecutor(executor);
    server.start();
  }

  /**
   * Starts a gateway.
   *
   * @param port 0 takes a free one
   * @throws IOException where the port is taken
   */
  public static HttpGateway start(int port, List<Route> routes, InstantSource clock)
      throws IOException {
    return new HttpGateway(port, routes, clock, INTEGRATION_TIMEOUT);
  }

  /** As {@link #start(int, List, InstantSource)}, with another limit than AWS's 30 s. */
  static HttpGateway start(int port, List<Route> routes, InstantSource clock, Duration limit)
      throws IOException {
    return new HttpGateway(port, routes, clock, limit);
  }

  /** The gateway's address, such as {@code http://127.0.0.1:8080}. */
  public URI address() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  /** Takes no more requests, gives those that run a second, and ends them. */
  @Override
  public void close() {
    server.stop(STOP_GRACE_SECONDS);
    executor.shutdownNow();
  }

  private void serve(HttpExchange exchange) throws IOException {
    try (exchange) {
      send(exchange, answer(exchange));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      log.error("gateway.failed method={}", exchange.getRequestMethod(), e);
      throw e;
    }
  }

  private HttpAnswer answer(HttpExchange exchange) throws IOException, InterruptedException {
    if (!inFlight.tryAcquire()) {
      return HttpAnswer.UNAVAILABLE;
    }
    try {
      URI uri = exchange.getRequestURI();
      Optional<RouteTable.Found> found = routes.find(exchange.getRequestMethod(), uri.getRawPath());
      Optional<byte[]> body = body(exchange);
      if (body.isEmpty()) {
        return HttpAnswer.TOO_LARGE;
      }
      if (found.isEmpty()) {
        return HttpAnswer.NOT_FOUND;
      }
      HttpEvent event = new HttpEvent(exchange, found.get(), body.get(), clock.instant());
      byte[] payload = json.writeValueAsBytes(event.json());
      return payload.length > LambdaFunction.MAX_PAYLOAD_BYTES
          ? HttpAnswer.TOO_LARGE
          : invoke(found.get().function(), payload);
    } finally {
      inFlight.release();
    }
  }

  private HttpAnswer invoke(LambdaFunction function, byte[] event) throws InterruptedException {
    FutureTask<Invocation> invocation = new FutureTask<>(() -> function.invoke(event));
    Thread.ofVirtual().start(invocation);
    try {
      return answer(invocation.get(integrationTimeout.toNanos(), TimeUnit.NANOSECONDS));
    } catch (TimeoutException e) {
      return HttpAnswer.UNAVAILABLE;
    } catch (ExecutionException e) {
      throw new IllegalStateException("the invocation of " + function.name() + " broke", e);
    } catch (InterruptedException e) {
      invocation.cancel(true);
      throw e;
    }
  }

  private HttpAnswer answer(Invocation invocation) {
    return switch (invocation) {
      case Invocation.Answered answered -> {
        try {
          yield HttpAnswer.read(json.readTree(answered.json()));
        } catch (IOException | IllegalArgumentException e) {
          log.error("gateway.bad_answer", e);
          yield HttpAnswer.INTERNAL_ERROR;
        }
      }
      case Invocation.Failed _, Invocation.TimedOut _ -> HttpAnswer.INTERNAL_ERROR;
    };
  }

  private static Optional<byte[]> body(HttpExchange exchange) throws IOException {
    InputStream in = exchange.getRequestBody();
    byte[] body = in.readNBytes(MAX_BODY_BYTES + 1);
    if (body.length > MAX_BODY_BYTES) {
      discard(in);
      return Optional.empty();
    }
    return Optional.of(body);
  }

  private static void discard(InputStream in) throws IOException {
    byte[] buffer = new byte[64 * 1024];
    int discarded = 0;
    for (int n = in.read(buffer); n >= 0 && discarded < MAX_DISCARDED_BYTES; n = in.read(buffer)) {
      discarded += n;
    }
  }

  private static void send(HttpExchange exchange, HttpAnswer answer) throws IOException {
    answer.headers().forEach((name, value) -> exchange.getResponseHeaders().set(name, value));
    answer.cookies().forEach(cookie -> exchange.getResponseHeaders().add("set-cookie", cookie));
    byte[] body = answer.body();
    if (exchange.getRequestMethod().equals("HEAD")) {
      exchange.getResponseHeaders().set("content-length", Integer.toString(body.length));
      exchange.sendResponseHeaders(answer.status(), -1);
    } else if (body.length == 0 || answer.status() == 204 || answer.status() == 304) {
      exchange.sendResponseHeaders(answer.status(), -1);
    } else {
      exchange.sendResponseHeaders(answer.status(), body.length);
      try (OutputStream out = exchange.getResponseBody()) {
        out.write(body);
      }
    }
  }
}
