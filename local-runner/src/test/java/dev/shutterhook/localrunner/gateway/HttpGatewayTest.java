package dev.shutterhook.localrunner.gateway;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.shutterhook.localcloud.template.HttpRoute;
import dev.shutterhook.localrunner.lambda.LambdaFunction;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The gateway is real, the client is the JDK's, the functions are small and named. */
class HttpGatewayTest {

  private static final Instant NOW = Instant.parse("2026-11-01T12:34:56.789Z");
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  @SuppressWarnings("NullAway.Init")
  private static HttpGateway gateway;

  @BeforeAll
  static void start() throws IOException {
    gateway =
        HttpGateway.start(
            0,
            List.of(
                route("ANY", "/echo/{id}", new Echo(), Duration.ofSeconds(5)),
                route("GET", "/thumb", new Thumb(), Duration.ofSeconds(5)),
                route("HEAD", "/thumb", new Thumb(), Duration.ofSeconds(5)),
                route("GET", "/gone", new Gone(), Duration.ofSeconds(5)),
                route("GET", "/bare", new Bare(), Duration.ofSeconds(5)),
                route("GET", "/nonsense", new Nonsense(), Duration.ofSeconds(5)),
                route("GET", "/throws", new Throws(), Duration.ofSeconds(5)),
                route("GET", "/times-out", new Waits(), Duration.ofMillis(50))),
            InstantSource.fixed(NOW));
  }

  @AfterAll
  static void stop() {
    gateway.close();
  }

  @Test
  void makesTheEventThatApiGatewayMakes() throws Exception {
    HttpResponse<byte[]> answer =
        send(
            request("/echo/a%2Fb%20c?x=1&y=a%20b%2Bc&x=2&z")
                .header("Content-Type", "application/json; charset=utf-8")
                .header("X-Many", "one")
                .header("X-Many", "two")
                .header("Cookie", "a=1; b=2")
                .header("User-Agent", "test/1")
                .POST(BodyPublishers.ofString("{\"é\":1}")));

    ObjectNode event = (ObjectNode) JSON.readTree(answer.body());
    ObjectNode headers = (ObjectNode) event.remove("headers");
    ObjectNode context = (ObjectNode) event.remove("requestContext");
    assertEquals("one,two", headers.path("x-many").asText());
    assertEquals("127.0.0.1", headers.path("x-forwarded-for").asText());
    assertTrue(headers.path("cookie").isMissingNode());
    assertEquals(36, context.remove("requestId").asText().length());
    assertEquals(
        JSON.readTree(
            """
            {"version":"2.0","routeKey":"ANY /echo/{id}","rawPath":"/echo/a/b c",
             "rawQueryString":"x=1&y=a%20b%2Bc&x=2&z","cookies":["a=1","b=2"],
             "queryStringParameters":{"x":"1,2","y":"a b+c","z":""},
             "pathParameters":{"id":"a/b c"},"body":"{\\"é\\":1}","isBase64Encoded":false}
            """),
        event);
    assertEquals(
        JSON.readTree(
            """
            {"accountId":"000000000000","apiId":"local","domainName":"127.0.0.1",
             "domainPrefix":"127",
             "http":{"method":"POST","path":"/echo/a/b c","protocol":"HTTP/1.1",
                     "sourceIp":"127.0.0.1","userAgent":"test/1"},
             "routeKey":"ANY /echo/{id}","stage":"$default",
             "time":"01/Nov/2026:12:34:56 +0000","timeEpoch":1793536496789}
            """),
        context);
  }

  @Test
  void leavesOutWhatTheRequestHasNot() throws Exception {
    JsonNode event = JSON.readTree(send(request("/echo/1").GET()).body());

    assertEquals("", event.path("rawQueryString").asText("missing"));
    assertTrue(event.path("cookies").isMissingNode());
    assertTrue(event.path("queryStringParameters").isMissingNode());
    assertTrue(event.path("body").isMissingNode());
    assertEquals("false", event.path("isBase64Encoded").toString());
  }

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          text/csv,                          false
          Application/JSON,                  false
          application/xml;charset=utf-8,     false
          application/javascript,            false
          application/problem+json,          true
          application/x-www-form-urlencoded, true
          image/png,                         true
          ,                                  true
          """)
  void encodesABodyThatIsNoTextToApiGateway(String type, boolean encoded) throws Exception {
    HttpRequest.Builder request = request("/echo/1").POST(BodyPublishers.ofString("a=b"));
    if (type != null) {
      request.header("Content-Type", type);
    }

    JsonNode event = JSON.readTree(send(request).body());

    assertEquals(encoded, event.path("isBase64Encoded").asBoolean());
    assertEquals(encoded ? "YT1i" : "a=b", event.path("body").asText());
  }

  @Test
  void sendsABinaryAnswerWithItsHeadersAndCookies() throws Exception {
    HttpResponse<byte[]> answer = send(request("/thumb").GET());

    assertEquals(201, answer.statusCode());
    assertArrayEquals(Thumb.BYTES, answer.body());
    assertEquals(List.of("image/png"), answer.headers().allValues("content-type"));
    assertEquals(List.of("a=1", "b=2; Secure"), answer.headers().allValues("set-cookie"));
  }

  @Test
  void answersHeadWithTheLengthAndNoBody() throws Exception {
    HttpResponse<byte[]> answer = send(request("/thumb").method("HEAD", BodyPublishers.noBody()));

    assertEquals(201, answer.statusCode());
    assertEquals(0, answer.body().length);
    assertEquals(
        List.of(Integer.toString(Thumb.BYTES.length)),
        answer.headers().allValues("content-length"));
  }

  @Test
  void sendsNoBodyWith204() throws Exception {
    HttpResponse<byte[]> answer = send(request("/gone").GET());

    assertEquals(204, answer.statusCode());
    assertEquals(0, answer.body().length);
  }

  @Test
  void takesAnAnswerWithoutStatusAsTheBodyOfA200() throws Exception {
    HttpResponse<byte[]> answer = send(request("/bare").GET());

    assertEquals(200, answer.statusCode());
    assertEquals("{\"ok\":true}", new String(answer.body(), StandardCharsets.UTF_8));
    assertEquals(List.of("application/json"), answer.headers().allValues("content-type"));
  }

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          GET,     /nowhere,   404, Not Found
          OPTIONS, /thumb,     404, Not Found
          GET,     /nonsense,  500, Internal Server Error
          GET,     /throws,    500, Internal Server Error
          GET,     /times-out, 500, Internal Server Error
          """)
  void answersForTheFunctionAsApiGatewayDoes(String method, String path, int status, String message)
      throws Exception {
    HttpResponse<byte[]> answer = send(request(path).method(method, BodyPublishers.noBody()));

    assertEquals(status, answer.statusCode());
    assertEquals(
        "{\"message\":\"%s\"}".formatted(message),
        new String(answer.body(), StandardCharsets.UTF_8));
  }

  @Test
  void answers503ForAFunctionThatOutlastsTheGateway() throws Exception {
    Route waits = route("GET", "/waits", new Waits(), Duration.ofSeconds(5));
    try (HttpGateway impatient =
        HttpGateway.start(0, List.of(waits), InstantSource.fixed(NOW), Duration.ofMillis(100))) {

      HttpResponse<byte[]> answer =
          send(HttpRequest.newBuilder(impatient.address().resolve("/waits")));

      assertEquals(503, answer.statusCode());
      assertEquals(
          "{\"message\":\"Service Unavailable\"}",
          new String(answer.body(), StandardCharsets.UTF_8));
    }
  }

  @ParameterizedTest
  @CsvSource({"1, 200", "4000000, 200", "7000000, 413", "10485761, 413"})
  void refusesABodyThatIsTooLarge(int bytes, int status) throws Exception {
    HttpResponse<byte[]> answer =
        send(
            request("/echo/1?brief")
                .header("Content-Type", "text/plain")
                .POST(
                    BodyPublishers.ofByteArray(
                        "x".repeat(bytes).getBytes(StandardCharsets.UTF_8))));

    assertEquals(status, answer.statusCode());
  }

  @Test
  void closesWhileARequestRuns() throws Exception {
    Waits waits = new Waits();
    HttpGateway own =
        HttpGateway.start(
            0,
            List.of(route("GET", "/waits", waits, Duration.ofSeconds(30))),
            InstantSource.system());
    var answer =
        CLIENT.sendAsync(
            HttpRequest.newBuilder(own.address().resolve("/waits")).build(),
            BodyHandlers.ofByteArray());
    waits.entered.await();

    long start = System.nanoTime();
    own.close();

    assertTrue(Duration.ofNanos(System.nanoTime() - start).toMillis() < 3_000);
    waits.interrupted.await();
    assertTrue(answer.handle((response, failure) -> failure != null).get());
  }

  private static HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(gateway.address() + path));
  }

  private static HttpResponse<byte[]> send(HttpRequest.Builder request) throws Exception {
    return CLIENT.send(request.build(), BodyHandlers.ofByteArray());
  }

  private static Route route(
      String method, String path, RequestHandler<?, ?> handler, Duration timeout) {
    String name = handler.getClass().getSimpleName();
    return new Route(new HttpRoute(method, path), new LambdaFunction(name, timeout, 128, handler));
  }

  /** Answers its own event, as it came. */
  static final class Echo implements RequestHandler<Map<String, Object>, Map<String, Object>> {
    @Override
    public Map<String, Object> handleRequest(Map<String, Object> event, Context context) {
      return "brief".equals(event.get("rawQueryString")) ? Map.of("ok", true) : event;
    }
  }

  static final class Thumb
      implements RequestHandler<APIGatewayV2HTTPEvent, APIGatewayV2HTTPResponse> {
    static final byte[] BYTES = {(byte) 0x89, 'P', 'N', 'G', 0, (byte) 0xff};

    @Override
    public APIGatewayV2HTTPResponse handleRequest(APIGatewayV2HTTPEvent event, Context context) {
      return APIGatewayV2HTTPResponse.builder()
          .withStatusCode(201)
          .withHeaders(Map.of("Content-Type", "image/png", "Content-Length", "3"))
          .withCookies(List.of("a=1", "b=2; Secure"))
          .withBody(Base64.getEncoder().encodeToString(BYTES))
          .withIsBase64Encoded(true)
          .build();
    }
  }

  static final class Gone
      implements RequestHandler<APIGatewayV2HTTPEvent, APIGatewayV2HTTPResponse> {
    @Override
    public APIGatewayV2HTTPResponse handleRequest(APIGatewayV2HTTPEvent event, Context context) {
      return APIGatewayV2HTTPResponse.builder().withStatusCode(204).build();
    }
  }

  static final class Bare implements RequestHandler<Map<String, Object>, Map<String, Object>> {
    @Override
    public Map<String, Object> handleRequest(Map<String, Object> event, Context context) {
      return Map.of("ok", true);
    }
  }

  static final class Nonsense implements RequestHandler<Map<String, Object>, Map<String, Object>> {
    @Override
    public Map<String, Object> handleRequest(Map<String, Object> event, Context context) {
      return Map.of("statusCode", 42);
    }
  }

  static final class Throws implements RequestHandler<Map<String, Object>, String> {
    @Override
    public String handleRequest(Map<String, Object> event, Context context) {
      throw new IllegalStateException("thrown by the handler");
    }
  }

  /** Ends when it is interrupted. */
  static final class Waits implements RequestHandler<Map<String, Object>, String> {
    final CountDownLatch entered = new CountDownLatch(1);
    final CountDownLatch interrupted = new CountDownLatch(1);

    @Override
    public String handleRequest(Map<String, Object> event, Context context) {
      entered.countDown();
      try {
        new CountDownLatch(1).await();
      } catch (InterruptedException e) {
        interrupted.countDown();
      }
      return "";
    }
  }
}
