package dev.shutterhook.render;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.shutterhook.core.id.Id;
import dev.shutterhook.core.id.Ids;
import dev.shutterhook.core.json.Json;
import dev.shutterhook.core.options.CaptureOptions;
import dev.shutterhook.core.render.RenderOrder;
import dev.shutterhook.core.request.Fields;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Lambda, the queues and the bucket for one batch of two orders, while the image is built: the
 * function takes it as it will take all others, and its JVM writes down which classes that needs.
 * It starts with them from then on (an AOT cache, JEP 514). Says {@code listening} when it does.
 */
public final class Rehearsal {
  private static final int ORDERS = 2;
  private static final int BACKLOG = 16;
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final String RUNTIME = "/2018-06-01/runtime/";
  private static final String PAGE = "<!doctype html><title>Rehearsal</title><p>Words.";
  private static final String NONE_FAILED = "{\"batchItemFailures\":[]}";
  private static final int OK = 200;
  private static final int ACCEPTED = 202;
  private static final int NOT_FOUND = 404;
  private static final byte[] NOTHING = {};

  private final HttpServer server;
  private final CountDownLatch ended = new CountDownLatch(1);
  private final AtomicInteger handedOut = new AtomicInteger();
  private final AtomicInteger pictures = new AtomicInteger();
  private volatile String answer = "none";

  private Rehearsal(int port) throws IOException {
    server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), BACKLOG);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", this::hear);
    server.start();
  }

  /**
   * Plays until the function has answered.
   *
   * @param words the port
   * @throws IllegalStateException where no pictures come of it, and the build fails
   */
  public static void main(String[] words) throws Exception {
    Rehearsal rehearsal = new Rehearsal(Integer.parseInt(words[0]));
    System.out.println("listening");
    boolean played = rehearsal.ended.await(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    rehearsal.server.stop(0);
    int pictures = rehearsal.pictures.get();
    if (!played || pictures < ORDERS || !rehearsal.answer.equals(NONE_FAILED)) {
      throw new IllegalStateException(pictures + " pictures; the answer: " + rehearsal.answer);
    }
    System.out.println(pictures + " pictures were taken");
  }

  private void hear(HttpExchange exchange) throws IOException {
    try (exchange) {
      byte[] body = exchange.getRequestBody().readAllBytes();
      String path = exchange.getRequestURI().getPath();
      if (path.startsWith(RUNTIME)) {
        runtime(exchange, path.substring(RUNTIME.length()), text(body));
      } else if (path.equals("/page")) {
        send(exchange, OK, "text/html", bytes(PAGE));
      } else if (exchange.getRequestHeaders().getFirst("X-Amz-Target") != null) {
        send(exchange, OK, "application/x-amz-json-1.0", bytes(queued(Json.tree(text(body)))));
      } else if (exchange.getRequestMethod().equals("PUT")) {
        pictures.incrementAndGet();
        exchange.getResponseHeaders().add("ETag", "\"0\"");
        exchange.sendResponseHeaders(OK, -1);
      } else {
        exchange.sendResponseHeaders(NOT_FOUND, -1);
      }
    }
  }

  private void runtime(HttpExchange exchange, String what, String body) throws IOException {
    if (!what.equals("invocation/next")) {
      answer = body;
      send(exchange, ACCEPTED, "application/json", NOTHING);
      ended.countDown();
    } else if (handedOut.incrementAndGet() == 1) {
      var headers = exchange.getResponseHeaders();
      headers.add("Lambda-Runtime-Aws-Request-Id", "rehearsal");
      headers.add(
          "Lambda-Runtime-Deadline-Ms",
          Long.toString(Instant.now().plus(PATIENCE.multipliedBy(2)).toEpochMilli()));
      headers.add(
          "Lambda-Runtime-Invoked-Function-Arn",
          "arn:aws:lambda:us-east-1:000000000000:function:rehearsal");
      send(exchange, OK, "application/json", bytes(event()));
    } else {
      hold();
    }
  }

  /** There is no second event: the function waits for it until it is ended. */
  private static void hold() {
    try {
      Thread.sleep(PATIENCE);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private String event() {
    ObjectNode event = JsonNodeFactory.instance.objectNode();
    var records = event.putArray("Records");
    String page = "http://127.0.0.1:" + server.getAddress().getPort() + "/page";
    records.add(record("of-a-document", "html", PAGE));
    records.add(record("of-an-address", "url", page));
    return event.toString();
  }

  private static ObjectNode record(String id, String source, String value) {
    Fields request = new Fields(JsonNodeFactory.instance.objectNode().put(source, value));
    CaptureOptions options =
        Objects.requireNonNull(CaptureOptions.read(request), request::toString);
    Ids ids = Ids.secure();
    RenderOrder order =
        new RenderOrder(
            RenderOrder.SCHEMA,
            ids.next(Id.Kind.CAPTURE),
            ids.token(),
            Instant.now(),
            options,
            null,
            null);
    ObjectNode record = JsonNodeFactory.instance.objectNode();
    record.put("messageId", id).put("receiptHandle", id).put("body", Json.write(order));
    record.putObject("attributes").put("ApproximateReceiveCount", "1");
    record.putObject("messageAttributes");
    record.put("eventSource", "aws:sqs").put("awsRegion", "us-east-1");
    return record.put("eventSourceARN", "arn:aws:sqs:us-east-1:000000000000:rehearsal");
  }

  /**
   * What SQS answers to one message, or to several. Its clients hold the digests against theirs.
   */
  private static String queued(JsonNode sent) {
    ObjectNode said = JsonNodeFactory.instance.objectNode();
    if (sent.has("MessageBody")) {
      return said.put("MessageId", "1")
          .put("MD5OfMessageBody", md5(sent.path("MessageBody").asText()))
          .toString();
    }
    var successful = said.putArray("Successful");
    for (JsonNode entry : sent.path("Entries")) {
      successful
          .addObject()
          .put("Id", entry.path("Id").asText())
          .put("MessageId", "1")
          .put("MD5OfMessageBody", md5(entry.path("MessageBody").asText()));
    }
    return said.toString();
  }

  private static String md5(String text) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(bytes(text)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JVM has MD5", e);
    }
  }

  private static void send(HttpExchange exchange, int status, String type, byte[] body)
      throws IOException {
    exchange.getResponseHeaders().add("Content-Type", type);
    exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
    exchange.getResponseBody().write(body);
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
