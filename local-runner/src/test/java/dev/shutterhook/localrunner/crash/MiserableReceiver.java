package dev.shutterhook.localrunner.crash;

import com.standardwebhooks.Webhook;
import com.standardwebhooks.exceptions.EmptyWebhookSecretException;
import com.standardwebhooks.exceptions.WebhookVerificationException;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A receiver that takes three webhooks of ten in one of the ways of {@link Misery}, and notes each
 * request by its {@code webhook-id}. It has many ports, and one that never gets through with TLS.
 */
final class MiserableReceiver implements AutoCloseable {
  private static final double FAILURES = 0.3;
  private static final int BACKLOG = 1_024;

  /** Each is a host of its own to the suite, which is careful with those that it does not know. */
  private static final int HOSTS = 40;

  private static final String HOPELESS = "/hopeless";
  private static final int MAX_HEAD_BYTES = 64 * 1024;
  private static final int STALL_MILLIS = 30_000;

  private final List<ServerSocket> plain = new ArrayList<>();
  private final ServerSocket stalled;
  private final Random chance = new Random(20_261_121);
  private final Map<String, Heard> heard = new ConcurrentHashMap<>();
  private final Map<Misery, Integer> miseries = new EnumMap<>(Misery.class);
  private final AtomicInteger unsigned = new AtomicInteger();
  private volatile String secret = "";

  /** What it knows of one webhook. */
  record Heard(AtomicInteger requests, AtomicInteger thanked, Set<String> bodies) {}

  MiserableReceiver() throws IOException {
    InetAddress loopback = InetAddress.ofLiteral("127.0.0.1");
    for (int i = 0; i < HOSTS; i++) {
      plain.add(new ServerSocket(0, BACKLOG, loopback));
      listen(plain.getLast(), this::serve);
    }
    stalled = new ServerSocket(0, BACKLOG, loopback);
    listen(stalled, MiserableReceiver::stall);
  }

  /** With what webhooks are verified; until then none is expected. */
  void expect(String signingSecret) {
    secret = signingSecret;
  }

  String url(int number) {
    return "http://127.0.0.1:" + plain.get(number % HOSTS).getLocalPort() + "/hook";
  }

  /** A host that nobody has been to. */
  String freshUrl(int number) {
    return "http://h" + number + ".localhost:" + plain.getFirst().getLocalPort() + "/hook";
  }

  /** There every webhook fails. */
  String hopelessUrl() {
    return "http://127.0.0.1:" + plain.getFirst().getLocalPort() + HOPELESS;
  }

  /** Connections are taken there, and a handshake never goes on. */
  String stalledUrl() {
    return "https://127.0.0.1:" + stalled.getLocalPort() + "/hook";
  }

  /** Each webhook that came, by its id. */
  Map<String, Heard> heard() {
    return heard;
  }

  /** Requests whose signature the standard's own library refused. */
  int unsigned() {
    return unsigned.get();
  }

  synchronized Map<Misery, Integer> miseries() {
    return new EnumMap<>(miseries);
  }

  private interface Service {
    void serve(Socket socket) throws IOException;
  }

  private static void listen(ServerSocket listener, Service service) {
    Thread.ofPlatform()
        .daemon()
        .start(
            () -> {
              while (!listener.isClosed()) {
                try {
                  Socket socket = listener.accept();
                  Thread.ofVirtual().start(() -> serve(socket, service));
                } catch (IOException ended) {
                  return;
                }
              }
            });
  }

  private static void serve(Socket socket, Service service) {
    try (socket) {
      service.serve(socket);
    } catch (IOException gone) {
      // The other side was killed, or has had enough.
    }
  }

  private static void stall(Socket socket) throws IOException {
    socket.setSoTimeout(STALL_MILLIS);
    while (socket.getInputStream().read() >= 0) {
      // It listens, and never speaks.
    }
  }

  private void serve(Socket socket) throws IOException {
    InputStream in = new BufferedInputStream(socket.getInputStream());
    String head = head(in);
    Map<String, List<String>> fields = fields(head);
    int length = Integer.parseInt(fields.getOrDefault("content-length", List.of("0")).getFirst());
    byte[] bytes = in.readNBytes(length);
    if (bytes.length < length) {
      return;
    }
    String body = new String(bytes, StandardCharsets.UTF_8);
    String id = fields.getOrDefault("webhook-id", List.of("none")).getFirst();
    Heard one = heard.computeIfAbsent(id, MiserableReceiver::nothing);
    one.requests().incrementAndGet();
    one.bodies().add(body);
    verify(body, fields);
    Misery misery = head.startsWith("POST " + HOPELESS) ? Misery.SERVER_ERROR : misery();
    if (misery == null) {
      Misery.answer(socket, "204 No Content", "", "");
      one.thanked().incrementAndGet();
    } else {
      misery.happen(socket);
    }
  }

  private static Heard nothing(String id) {
    return new Heard(new AtomicInteger(), new AtomicInteger(), ConcurrentHashMap.newKeySet());
  }

  private synchronized @org.jspecify.annotations.Nullable Misery misery() {
    if (chance.nextDouble() >= FAILURES) {
      return null;
    }
    Misery misery = Misery.at(chance.nextDouble());
    miseries.merge(misery, 1, Integer::sum);
    return misery;
  }

  private void verify(String body, Map<String, List<String>> fields) {
    try {
      new Webhook(secret).verify(body, HttpHeaders.of(fields, (name, value) -> true));
    } catch (WebhookVerificationException | EmptyWebhookSecretException e) {
      unsigned.incrementAndGet();
    }
  }

  private static String head(InputStream in) throws IOException {
    ByteArrayOutputStream head = new ByteArrayOutputStream();
    int tail = 0;
    while (head.size() < MAX_HEAD_BYTES) {
      int next = in.read();
      if (next < 0) {
        throw new IOException("ended early");
      }
      head.write(next);
      tail = tail << 8 | next;
      if (tail == 0x0d0a0d0a) {
        return head.toString(StandardCharsets.ISO_8859_1);
      }
    }
    throw new IOException("a head without end");
  }

  private static Map<String, List<String>> fields(String head) {
    Map<String, List<String>> fields = new TreeMap<>();
    head.lines()
        .skip(1)
        .filter(line -> line.contains(":"))
        .forEach(
            line -> {
              String[] parts = line.split(":", 2);
              String name = parts[0].toLowerCase(Locale.ROOT);
              fields.computeIfAbsent(name, key -> new ArrayList<>()).add(parts[1].strip());
            });
    return fields;
  }

  @Override
  public void close() throws IOException {
    for (ServerSocket one : plain) {
      one.close();
    }
    stalled.close();
  }
}
