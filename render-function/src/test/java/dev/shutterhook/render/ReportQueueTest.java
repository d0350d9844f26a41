package dev.shutterhook.render;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.shutterhook.core.id.Id;
import dev.shutterhook.core.id.Ids;
import dev.shutterhook.core.log.EventLog;
import dev.shutterhook.core.render.RenderOrder;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sqs.SqsClient;

/** Double: a queue that answers when it is told to. */
class ReportQueueTest {
  private final Ids ids = Ids.secure();
  private final CountDownLatch asked = new CountDownLatch(1);
  private final CountDownLatch mayAnswer = new CountDownLatch(1);
  private final CountDownLatch answered = new CountDownLatch(1);
  private HttpServer server;
  private SqsClient sqs;

  @BeforeEach
  void open() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 8);
    server.createContext("/", this::answer);
    server.start();
    sqs =
        SqsClient.builder()
            .httpClientBuilder(UrlConnectionHttpClient.builder())
            .region(Region.EU_CENTRAL_1)
            .credentialsProvider(AnonymousCredentialsProvider.create())
            .endpointOverride(URI.create(url()))
            .build();
  }

  @AfterEach
  void close() {
    mayAnswer.countDown();
    sqs.close();
    server.stop(0);
  }

  private String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/queue";
  }

  private void answer(HttpExchange exchange) throws IOException {
    asked.countDown();
    try (exchange) {
      mayAnswer.await();
      byte[] body = "{\"Successful\":[],\"Failed\":[]}".getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(200, body.length);
      exchange.getResponseBody().write(body);
      answered.countDown();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void isNotThroughBeforeItHasSaidThatWorkBegan() throws Exception {
    RenderOrder order =
        new RenderOrder(
            RenderOrder.SCHEMA,
            ids.next(Id.Kind.CAPTURE),
            ids.token(),
            Instant.now(),
            Captures.ofHtml("<p>").options(),
            null,
            null);
    LongWork work =
        new ReportQueue(sqs, url(), EventLog.system()).working(List.of(order), Instant.now());
    asked.await();
    CompletableFuture<Void> closing = CompletableFuture.runAsync(work::close);
    assertFalse(closing.isDone(), "the report is under way");
    mayAnswer.countDown();
    await().until(closing::isDone);
    assertEquals(0, answered.getCount());
  }
}
