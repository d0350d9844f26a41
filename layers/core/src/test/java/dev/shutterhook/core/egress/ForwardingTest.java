package dev.shutterhook.core.egress;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Real: the guard, the JDK's HTTP client and server. Double: DNS. */
@SuppressWarnings("StringConcatToTextBlock") // A text block would hide where a line ends.
class ForwardingTest {
  private static final byte[] LARGE = new byte[5_000_000];

  static {
    new Random(1).nextBytes(LARGE);
  }

  private final Guarded guarded = Guarded.open();
  private final HttpClient http = guarded.httpClient().build();
  private HttpServer server = startServer();

  @BeforeEach
  void routes() {
    server.createContext("/hello", exchange -> answer(exchange, 200, "hello".getBytes(UTF_8)));
    server.createContext("/large", exchange -> answer(exchange, 200, LARGE));
    server.createContext("/missing", exchange -> answer(exchange, 404, new byte[0]));
    server.createContext("/none", exchange -> bodiless(exchange, 204));
    server.createContext("/same", exchange -> bodiless(exchange, 304));
    server.createContext("/echo", ForwardingTest::echo);
  }

  @AfterEach
  void stop() {
    http.shutdownNow();
    guarded.close();
    server.stop(0);
  }

  @Test
  void carriesAGet() throws Exception {
    HttpResponse<byte[]> answer = send(get("/hello"));
    assertEquals(200, answer.statusCode());
    assertEquals("hello", new String(answer.body(), UTF_8));
    assertTrue(guarded.session.bytesReceived() > 5);
    assertEquals(List.of(), guarded.session.refusals());
  }

  @Test
  void carriesTheStatusOfTheOriginAsItIs() throws Exception {
    assertEquals(404, send(get("/missing")).statusCode());
    assertEquals(204, send(get("/none")).statusCode());
    assertEquals(304, send(get("/same")).statusCode());
    assertEquals(200, send(get("/hello")).statusCode());
  }

  @Test
  void carriesAHeadWithoutWaitingForABody() throws Exception {
    HttpRequest head = HttpRequest.newBuilder(url("/large")).HEAD().build();
    HttpResponse<byte[]> answer = send(head);
    assertEquals(200, answer.statusCode());
    assertEquals(0, answer.body().length);
    assertEquals(200, send(get("/hello")).statusCode());
  }

  @Test
  void carriesALargeAnswerByteForByte() throws Exception {
    assertArrayEquals(LARGE, send(get("/large")).body());
    assertTrue(guarded.session.bytesReceived() > LARGE.length);
  }

  @Test
  void carriesALargePostByteForByte() throws Exception {
    HttpRequest post =
        HttpRequest.newBuilder(url("/echo")).POST(BodyPublishers.ofByteArray(LARGE)).build();
    assertArrayEquals(LARGE, send(post).body());
  }

  @Test
  void carriesAChunkedPostByteForByte() throws Exception {
    HttpRequest post =
        HttpRequest.newBuilder(url("/echo"))
            .POST(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(LARGE)))
            .build();
    assertArrayEquals(LARGE, send(post).body());
  }

  @Test
  void carriesAPostThatAsksFirst() throws Exception {
    HttpRequest post =
        HttpRequest.newBuilder(url("/echo"))
            .expectContinue(true)
            .POST(BodyPublishers.ofString("please"))
            .build();
    assertEquals("please", new String(send(post).body(), UTF_8));
  }

  @Test
  void carriesManyRequestsAtOnce() {
    List<CompletableFuture<HttpResponse<byte[]>>> all =
        IntStream.range(0, 100)
            .mapToObj(i -> http.sendAsync(get("/hello"), BodyHandlers.ofByteArray()))
            .toList();
    all.forEach(answer -> assertEquals(200, answer.join().statusCode()));
  }

  @Test
  void answersOneConnectionFromSeveralHosts() throws IOException {
    try (RawOrigin one = RawOrigin.answering("HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\none");
        RawOrigin two = RawOrigin.answering("HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\ntwo");
        RawClient client = guarded.client()) {
      for (int i = 0; i < 3; i++) {
        client.get(one.url("one.test", "/")).head();
        assertEquals("one", client.body(3));
        client.get(two.url("two.test", "/")).head();
        assertEquals("two", client.body(3));
        client.get(one.url("three.test", "/")).head();
        assertEquals("one", client.body(3));
      }
      assertEquals(2, one.connections(), "one for each name, though both have one address");
      assertEquals(1, two.connections());
      assertTrue(one.heads().getFirst().contains("\r\nHost: one.test:" + one.port() + "\r\n"));
    }
  }

  @Test
  void repeatsAGetWhenTheKeptConnectionIsDead() throws IOException {
    try (RawOrigin hangsUp =
            new RawOrigin(
                line -> {
                  line.head();
                  line.send("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");
                });
        RawClient client = guarded.client()) {
      assertEquals(200, client.get(hangsUp.url("a.test", "/")).status());
      assertEquals(200, client.get(hangsUp.url("a.test", "/")).status());
      assertEquals(2, hangsUp.connections());
    }
  }

  @Test
  void neverRepeatsAPost() throws IOException {
    try (RawOrigin hangsUp = new RawOrigin(RawOrigin.Line::head);
        RawClient client = guarded.client()) {
      client.send("POST " + hangsUp.url("a.test", "/") + " HTTP/1.1\r\nContent-Length: 1\r\n\r\nx");
      assertEquals(502, client.status());
      assertEquals(1, hangsUp.connections());
    }
  }

  @Test
  void doesNotSendOnWhatIsMeantForTheProxy() throws IOException {
    try (RawOrigin origin =
            RawOrigin.answering(
                "HTTP/1.1 200 OK\r\nConnection: x-hop\r\nX-Hop: 1\r\nKeep-Alive: timeout=5\r\n"
                    + "X-End: 1\r\nContent-Length: 0\r\n\r\n");
        RawClient client = guarded.client()) {
      client.send(
          "GET "
              + origin.url("a.test", "/p?q")
              + " HTTP/1.1\r\nHost: evil.test\r\nProxy-Connection: keep-alive\r\n"
              + "Proxy-Authorization: Basic eA==\r\nConnection: x-secret, upgrade\r\nUpgrade: h2c\r\n"
              + "X-Secret: 1\r\nTE: trailers\r\nAccept: */*\r\n\r\n");
      String answer = client.head();
      assertTrue(answer.contains("X-End: 1"));
      assertFalse(answer.contains("X-Hop") || answer.contains("Keep-Alive"));
      assertEquals(
          "GET /p?q HTTP/1.1\r\nHost: a.test:"
              + origin.port()
              + "\r\nConnection: keep-alive\r\nAccept: */*\r\n\r\n",
          origin.heads().getFirst());
    }
  }

  @Test
  void asksTheServerItselfForItsOptions() throws IOException {
    try (RawOrigin origin = RawOrigin.answering("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
        RawClient client = guarded.client()) {
      for (String path : List.of("", "/", "?a")) {
        client.send("OPTIONS " + origin.url("a.test", path) + " HTTP/1.1\r\n\r\n").head();
      }
      assertEquals(
          List.of("OPTIONS * HTTP/1.1", "OPTIONS / HTTP/1.1", "OPTIONS /?a HTTP/1.1"),
          origin.heads().stream().map(head -> head.substring(0, head.indexOf('\r'))).toList());
    }
  }

  private HttpRequest get(String path) {
    return HttpRequest.newBuilder(url(path)).build();
  }

  private URI url(String path) {
    return URI.create("http://origin.test:" + server.getAddress().getPort() + path);
  }

  private HttpResponse<byte[]> send(HttpRequest request) throws Exception {
    return http.send(request, BodyHandlers.ofByteArray());
  }

  private static HttpServer startServer() {
    try {
      var address = new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0);
      HttpServer server = HttpServer.create(address, 0);
      server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
      server.start();
      return server;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void answer(HttpExchange exchange, int status, byte[] body) throws IOException {
    try (exchange) {
      boolean head = exchange.getRequestMethod().equals("HEAD");
      exchange.sendResponseHeaders(status, head || body.length == 0 ? -1 : body.length);
      if (!head) {
        exchange.getResponseBody().write(body);
      }
    }
  }

  private static void bodiless(HttpExchange exchange, int status) throws IOException {
    try (exchange) {
      exchange.sendResponseHeaders(status, -1);
    }
  }

  /** Answers in chunks what it has read in full. */
  private static void echo(HttpExchange exchange) throws IOException {
    try (exchange) {
      byte[] body = exchange.getRequestBody().readAllBytes();
      exchange.sendResponseHeaders(200, 0);
      exchange.getResponseBody().write(body);
    }
  }
}
