package dev.shutterhook.localrunner.rie;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Lambda's side of the runtime API for one environment with SnapStart: it holds the runtime at
 * {@code restore/next}, where Lambda takes the snapshot, until the test restores it; then it hands
 * out events. It also gives credentials as Lambda does there, and counts who asks for them.
 */
public final class RuntimeApi implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final String RUNTIME = "/2018-06-01/runtime/";
  private static final String CREDENTIALS = "/2021-04-23/credentials";
  private static final String TOKEN = "of-the-credentials-endpoint";
  private static final int OK = 200;
  private static final int ACCEPTED = 202;

  private final HttpServer server;
  private final CompletableFuture<String> frozen = new CompletableFuture<>();
  private final CountDownLatch thaw = new CountDownLatch(1);
  private final BlockingQueue<String> events = new LinkedBlockingQueue<>(1);
  private final BlockingQueue<String> answers = new LinkedBlockingQueue<>(1);
  private final AtomicInteger credentials = new AtomicInteger();

  /** Listens on loopback. */
  public RuntimeApi() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 8);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext(RUNTIME, this::runtime);
    server.createContext(CREDENTIALS, this::credentials);
    server.start();
  }

  /** The variables by which Lambda tells a runtime that it is to be snapshot, and where this is. */
  public Map<String, String> variables() {
    String address = "127.0.0.1:" + server.getAddress().getPort();
    return Map.of(
        "AWS_LAMBDA_INITIALIZATION_TYPE",
        "snap-start",
        "AWS_LAMBDA_RUNTIME_API",
        address,
        "AWS_CONTAINER_CREDENTIALS_FULL_URI",
        "http://" + address + CREDENTIALS,
        "AWS_CONTAINER_AUTHORIZATION_TOKEN",
        TOKEN);
  }

  /** Waits until the snapshot can be taken. */
  public void awaitSnapshot() throws InterruptedException, ExecutionException, TimeoutException {
    frozen.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
  }

  /** Lets the runtime go on, as in an environment that is restored. */
  public void restore() {
    thaw.countDown();
  }

  /** What the function answers to an event; empty where it takes too long. */
  public Optional<String> invoke(String event) throws InterruptedException {
    events.put(event);
    return Optional.ofNullable(answers.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS));
  }

  /** How often the function asked for credentials: before its first call of AWS it has to. */
  public int credentialsGiven() {
    return credentials.get();
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private void runtime(HttpExchange exchange) throws IOException {
    try (exchange) {
      String what = exchange.getRequestURI().getPath().substring(RUNTIME.length());
      String body = text(exchange);
      switch (what) {
        case "restore/next" -> {
          frozen.complete(what);
          thaw.await();
          exchange.sendResponseHeaders(OK, -1);
        }
        case "invocation/next" -> next(exchange);
        default -> {
          if (what.endsWith("/response")) {
            answers.put(body);
          } else {
            frozen.completeExceptionally(new AssertionError(what + ": " + body));
            answers.put(what + ": " + body);
          }
          exchange.sendResponseHeaders(ACCEPTED, -1);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void next(HttpExchange exchange) throws IOException, InterruptedException {
    byte[] event = events.take().getBytes(StandardCharsets.UTF_8);
    var headers = exchange.getResponseHeaders();
    // AWS's runtime client 2.9.0 crashes the JVM where this is missing; Lambda sends it.
    headers.add("Content-Type", "application/json");
    headers.add("Lambda-Runtime-Aws-Request-Id", UUID.randomUUID().toString());
    headers.add(
        "Lambda-Runtime-Deadline-Ms", String.valueOf(Instant.now().plus(PATIENCE).toEpochMilli()));
    headers.add(
        "Lambda-Runtime-Invoked-Function-Arn",
        "arn:aws:lambda:us-east-1:000000000000:function:restored:live");
    exchange.sendResponseHeaders(OK, event.length);
    exchange.getResponseBody().write(event);
  }

  private void credentials(HttpExchange exchange) throws IOException {
    try (exchange) {
      credentials.incrementAndGet();
      byte[] answer =
          """
          {"AccessKeyId":"shutterhooklocal","SecretAccessKey":"shutterhook-local-secret",
           "Token":"session","Expiration":"%s"}"""
              .formatted(Instant.now().plus(Duration.ofHours(6)))
              .getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(OK, answer.length);
      exchange.getResponseBody().write(answer);
    }
  }

  private static String text(HttpExchange exchange) throws IOException {
    return new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
  }
}
