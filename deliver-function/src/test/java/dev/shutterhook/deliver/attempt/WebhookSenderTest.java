package dev.shutterhook.deliver.attempt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.shutterhook.core.dialect.Dialects;
import dev.shutterhook.core.egress.EgressGuard;
import dev.shutterhook.core.egress.EgressLimits;
import dev.shutterhook.core.egress.EgressPolicy;
import dev.shutterhook.core.id.Id;
import dev.shutterhook.core.id.Ids;
import dev.shutterhook.core.request.WebUrl;
import dev.shutterhook.core.webhook.Delivery;
import dev.shutterhook.core.webhook.EventType;
import dev.shutterhook.core.webhook.Form;
import dev.shutterhook.core.webhook.WebhookSecret;
import dev.shutterhook.deliver.Receivers;
import dev.shutterhook.deliver.attempt.Exchange.Answered;
import dev.shutterhook.deliver.attempt.Exchange.Fault;
import dev.shutterhook.deliver.attempt.Exchange.Unanswered;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Real requests through a real guard; only names are resolved by the test. */
class WebhookSenderTest {
  private static final Duration TIMEOUT = Duration.ofSeconds(1);

  /** For what is not about time: a first handshake on a busy machine takes seconds. */
  private static final Duration PATIENCE = Duration.ofSeconds(15);

  private static final Instant NOW = Instant.parse("2026-11-01T12:00:00Z");

  private final Receivers receivers = new Receivers();
  private final EgressGuard guard = guard(EgressPolicy.OPEN, EgressLimits.DEFAULTS);
  private final List<WebhookSecret> secrets = List.of(WebhookSecret.random(new SecureRandom()));

  private static EgressGuard guard(EgressPolicy policy, EgressLimits limits) {
    return new EgressGuard(policy, limits, WebhookSenderTest::resolve, _ -> {});
  }

  private static List<InetAddress> resolve(String host) throws UnknownHostException {
    return switch (host) {
      case "public.test" -> List.of(InetAddress.ofLiteral("127.0.0.1"));
      default -> throw new UnknownHostException(host);
    };
  }

  @AfterEach
  void end() {
    guard.close();
    receivers.close();
  }

  private Exchange send(EgressGuard through, String url) throws InterruptedException {
    return send(through, url, Form.PLAIN, PATIENCE);
  }

  private Exchange sendHastily(String url) throws InterruptedException {
    return send(guard, url, Form.PLAIN, TIMEOUT);
  }

  private Exchange send(EgressGuard through, String url, Form form, Duration timeout)
      throws InterruptedException {
    Ids ids = Ids.secure();
    Delivery delivery =
        Delivery.pending(
                ids.next(Id.Kind.DELIVERY),
                ids.next(Id.Kind.MESSAGE),
                "acme",
                ids.next(Id.Kind.CAPTURE),
                EventType.CAPTURE_COMPLETED,
                WebUrl.parse(url),
                "{}",
                NOW,
                NOW.plusSeconds(60))
            .as(form);
    return new WebhookSender(through, timeout)
        .send(delivery, delivery.body().getBytes(StandardCharsets.UTF_8), secrets, NOW);
  }

  private String named(String url) {
    return url.replace("127.0.0.1", "public.test");
  }

  @Test
  void reachesAReceiverByItsName() throws InterruptedException {
    assertEquals(200, ((Answered) send(guard, named(receivers.url("ok")))).status());
    assertTrue(receivers.at("ok").getFirst().header("host").startsWith("public.test:"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"slowDrip", "silent"})
  void givesAReceiverSoLongAndNoLonger(String name) {
    assertEquals(
        new Unanswered(Fault.TIMEOUT),
        assertTimeoutPreemptively(TIMEOUT.multipliedBy(5), () -> sendHastily(receivers.url(name))));
  }

  /** screenshotrun's document gives its receivers 30 s, whatever others have. */
  @Test
  void givesAReceiverTheTimeThatItsDialectPromises() throws InterruptedException {
    receivers.serve(
        "late",
        exchange -> {
          new CountDownLatch(1).await(TIMEOUT.plusMillis(300).toMillis(), TimeUnit.MILLISECONDS);
          exchange.sendResponseHeaders(200, -1);
        });
    Form patient = new Form(Dialects.SCREENSHOT_RUN.name(), null);
    assertEquals(200, ((Answered) send(guard, receivers.url("late"), patient, TIMEOUT)).status());
    assertEquals(new Unanswered(Fault.TIMEOUT), sendHastily(receivers.url("late")));
  }

  /** What a messenger gets it cannot check, and might show around. */
  @Test
  void givesAMessengerNothingThatWasMadeWithASecret() throws InterruptedException {
    assertEquals(
        200, ((Answered) send(guard, receivers.url("ok"), Form.of("slack"), PATIENCE)).status());
    var got = receivers.at("ok").getFirst();
    assertEquals("application/json", got.header("content-type"));
    assertEquals("", got.header("webhook-signature"));
    assertEquals("", got.header("webhook-id"));
  }

  @Test
  void tellsWhyAReceiverWasNotReached() throws InterruptedException {
    assertEquals(
        new Unanswered(Fault.CONNECTION_FAILED), send(guard, Receivers.refusesConnections()));
    assertEquals(new Unanswered(Fault.DNS_FAILED), send(guard, "https://nowhere.test/"));
    assertEquals(new Unanswered(Fault.DNS_FAILED), send(guard, "http://nowhere.test/"));
    try (EgressGuard strict = guard(EgressPolicy.STRICT, EgressLimits.DEFAULTS)) {
      assertEquals(new Unanswered(Fault.BLOCKED_DESTINATION), send(strict, "https://public.test/"));
      assertEquals(
          new Unanswered(Fault.BLOCKED_DESTINATION), send(strict, named(receivers.url("ok"))));
    }
    assertEquals(List.of(), receivers.at("ok"));
  }

  @Test
  void trustsNoCertificateThatNobodyVouchesFor(@TempDir Path folder) throws Exception {
    try (SelfSigned server = new SelfSigned(folder)) {
      assertEquals(
          new Unanswered(Fault.TLS_FAILED),
          send(guard, "https://public.test:" + server.port() + "/"));
      assertEquals(0, server.requests());
    }
  }

  static List<Arguments> manners() {
    return List.of(
        rude("stalls in the handshake", "https", Fault.TIMEOUT, (socket, self) -> hold(socket)),
        rude(
            "drips the head of its answer",
            "http",
            Fault.TIMEOUT,
            (socket, self) -> {
              self.write(socket, "HTTP/1.1 200 OK\r\n");
              for (int i = 0; i < 1_000; i++) {
                self.write(socket, "x-" + i + ": y\r\n");
                LockSupport.parkNanos(20_000_000);
              }
            }),
        rude(
            "answers with ten thousand fields",
            "http",
            Fault.CONNECTION_FAILED,
            (socket, self) -> {
              String fields = "x-field: a value like any other\r\n".repeat(10_000);
              self.write(socket, "HTTP/1.1 200 OK\r\n" + fields + "content-length: 0\r\n\r\n");
              hold(socket);
            }),
        rude(
            "answers with a field without end",
            "http",
            Fault.CONNECTION_FAILED,
            (socket, self) -> {
              self.write(socket, "HTTP/1.1 200 OK\r\nx-field: ");
              while (true) {
                self.write(socket, "x".repeat(8_192));
              }
            }),
        rude(
            "speaks no HTTP",
            "http",
            Fault.CONNECTION_FAILED,
            (socket, self) -> self.write(socket, "220 mail.example ESMTP\r\n")),
        rude(
            "hangs up",
            "http",
            Fault.CONNECTION_FAILED,
            (socket, self) -> socket.setSoLinger(true, 0)),
        rude(
            "hangs up within the handshake",
            "https",
            Fault.TLS_FAILED,
            (socket, self) -> self.write(socket, "HTTP/1.1 400 Bad Request\r\n\r\n")));
  }

  private static Arguments rude(
      String name, String scheme, Fault fault, RudeReceiver.Manners manners) {
    return Arguments.of(name, scheme, fault, manners);
  }

  private static void hold(Socket socket) throws IOException {
    while (socket.getInputStream().read() >= 0) {
      // It listens, and says nothing.
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("manners")
  void isDoneWithAReceiverThat(
      String name, String scheme, Fault fault, RudeReceiver.Manners manners) {
    try (RudeReceiver rude = new RudeReceiver(manners)) {
      String url = scheme + "://public.test:" + rude.port() + "/";
      Duration timeout = fault == Fault.TIMEOUT ? TIMEOUT : PATIENCE;
      assertEquals(
          new Unanswered(fault),
          assertTimeoutPreemptively(
              timeout.multipliedBy(5), () -> send(guard, url, Form.PLAIN, timeout)));
      assertTrue(rude.written() < 8 << 20, "it took " + rude.written() + " bytes");
    }
  }

  @Test
  void isOurFaultWhereTheGuardHasNoRoom() {
    EgressLimits none = EgressLimits.DEFAULTS.withMaxBytesPerSession(1);
    try (EgressGuard full = guard(EgressPolicy.OPEN, none)) {
      assertThrows(OurFaultException.class, () -> send(full, receivers.url("ok")));
    }
  }

  @Test
  void isOurFaultWhereTheGuardIsClosed() {
    guard.close();
    assertThrows(IllegalStateException.class, () -> send(guard, receivers.url("ok")));
    assertEquals(List.of(), receivers.at("ok"));
  }
}
