package dev.shutterhook.core.egress;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.ConnectException;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Each bound, reached. Real: the guard and the sockets. Double: DNS. */
@Execution(ExecutionMode.CONCURRENT)
class LimitsTest {
  private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n";
  private static final int CAP = 100_000;

  private final EgressLimits impatient =
      EgressLimits.DEFAULTS.withTimeouts(
          Duration.ofSeconds(5), Duration.ofSeconds(5), Duration.ofMillis(200));

  @Test
  void cutsAnAnswerBeyondTheBytesOfTheSession() throws IOException {
    try (RawOrigin origin =
            RawOrigin.answering(
                "HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\n" + "x".repeat(1_000_000));
        Guarded guarded = Guarded.open(EgressLimits.DEFAULTS.withMaxBytesPerSession(CAP));
        RawClient client = guarded.client()) {
      client.get(origin.url("a.test", "/")).head();
      assertTrue(client.rest().length() <= CAP);
      assertEquals(
          Optional.of(EgressFault.LIMIT_EXCEEDED),
          guarded.session.faultOf("a.test", origin.port()));
      try (RawClient next = guarded.client()) {
        assertEquals(502, next.get(origin.url("b.test", "/")).status());
      }
      assertEquals(2, guarded.session.count(EgressFault.LIMIT_EXCEEDED));
      assertEquals(1, origin.connections());
    }
  }

  @Test
  void countsSentBytesToo() throws IOException {
    try (RawOrigin sink = new RawOrigin(line -> line.in.readAllBytes());
        Guarded guarded = Guarded.open(EgressLimits.DEFAULTS.withMaxBytesPerSession(CAP));
        RawClient client = guarded.client()) {
      client.send(
          "POST " + sink.url("a.test", "/") + " HTTP/1.1\r\nContent-Length: 200000\r\n\r\n");
      client.send("x".repeat(200_000));
      assertEquals(502, client.status());
      assertEquals(Reason.TOO_MANY_BYTES, guarded.log.getFirst().reason());
    }
  }

  @Test
  void cutsATunnelBeyondTheBytesOfTheSession() throws IOException {
    try (RawOrigin origin = new RawOrigin(line -> line.send("x".repeat(1_000_000)));
        Guarded guarded = Guarded.open(EgressLimits.DEFAULTS.withMaxBytesPerSession(CAP));
        RawClient client = guarded.client()) {
      client.send("CONNECT a.test:" + origin.port() + " HTTP/1.1\r\n\r\n").head();
      assertTrue(client.rest().length() <= CAP);
      await()
          .untilAsserted(() -> assertEquals(1, guarded.session.count(EgressFault.LIMIT_EXCEEDED)));
    }
  }

  @Test
  void turnsConnectionsAwayBeyondThoseOfTheSessionAndTakesThemAgainLater() throws IOException {
    try (RawOrigin origin = RawOrigin.answering(OK);
        Guarded guarded = Guarded.open(EgressLimits.DEFAULTS.withMaxConnections(2, 10))) {
      try (RawClient one = guarded.client();
          RawClient two = guarded.client()) {
        assertEquals(200, one.get(origin.url("a.test", "/")).status());
        assertEquals(200, two.get(origin.url("a.test", "/")).status());
        try (RawClient three = guarded.client()) {
          assertEquals(503, three.status());
        }
        assertEquals(Reason.TOO_MANY_CONNECTIONS, guarded.log.getFirst().reason());
      }
      // A connection that is turned away may also be reset before its answer is read.
      await().ignoreExceptions().until(() -> answers(guarded, origin));
    }
  }

  @Test
  void boundsTheConnectionsOfAllSessionsTogether() throws IOException {
    try (RawOrigin origin = RawOrigin.answering(OK);
        Guarded guarded = Guarded.open(EgressLimits.DEFAULTS.withMaxConnections(2, 2));
        EgressSession other = guarded.guard.open("cap_other");
        RawClient one = guarded.client();
        RawClient two = new RawClient(other)) {
      assertEquals(200, one.get(origin.url("a.test", "/")).status());
      assertEquals(200, two.get(origin.url("a.test", "/")).status());
      try (RawClient three = new RawClient(other)) {
        assertEquals(503, three.status());
      }
    }
  }

  @Test
  void answersForAnOriginThatStaysSilent() throws IOException {
    try (RawOrigin silent = new RawOrigin(line -> line.in.readAllBytes());
        Guarded guarded = Guarded.open(impatient);
        RawClient client = guarded.client()) {
      assertEquals(504, client.get(silent.url("a.test", "/")).status());
      assertEquals(Reason.UPSTREAM_SILENT, guarded.log.getFirst().reason());
    }
  }

  @Test
  void cutsAClientThatStaysSilent() throws IOException {
    try (Guarded guarded = Guarded.open(impatient);
        RawClient idle = guarded.client();
        RawClient half = guarded.client()) {
      assertEquals("", idle.rest());
      assertEquals("", half.send("GET http://a.te").rest());
    }
  }

  @Test
  void cutsATunnelThatStaysSilent() throws IOException {
    try (RawOrigin silent = new RawOrigin(line -> line.in.readAllBytes());
        Guarded guarded = Guarded.open(impatient);
        RawClient client = guarded.client()) {
      client.send("CONNECT a.test:" + silent.port() + " HTTP/1.1\r\n\r\n").head();
      assertEquals("", client.rest());
      assertEquals(Reason.UPSTREAM_SILENT, guarded.log.getFirst().reason());
    }
  }

  @Test
  void endsASessionWhoseTimeIsOverThoughItIsBusy() throws IOException {
    EgressLimits limits = EgressLimits.DEFAULTS.withSessionTimeout(Duration.ofMillis(400));
    try (RawOrigin drip =
            new RawOrigin(
                line -> {
                  line.head();
                  line.send("HTTP/1.1 200 OK\r\n\r\n");
                  while (true) {
                    line.send("x");
                  }
                });
        Guarded guarded = Guarded.open(limits);
        RawClient client = guarded.client()) {
      client.get(drip.url("a.test", "/")).head();
      await().until(guarded.session::hasEnded);
      assertNobodyListens(guarded);
      assertEquals(Reason.TOO_LONG, guarded.log.getFirst().reason());
    }
  }

  @Test
  void letsASessionWaitForItsFirstConnection() {
    EgressLimits limits = EgressLimits.DEFAULTS.withSessionTimeout(Duration.ofMillis(100));
    try (Guarded guarded = Guarded.open(limits)) {
      await()
          .during(Duration.ofMillis(400))
          .atMost(Duration.ofSeconds(5))
          .until(() -> !guarded.session.hasEnded());
    }
  }

  @Test
  void letsASlowBodyTakeItsTime() throws IOException {
    Duration second = Duration.ofSeconds(1);
    EgressLimits limits = EgressLimits.DEFAULTS.withTimeouts(second, second, second);
    try (RawOrigin slow =
            new RawOrigin(
                line -> {
                  line.head();
                  line.send("HTTP/1.1 200 OK\r\nContent-Length: 8\r\n\r\n");
                  long start = System.nanoTime();
                  for (int i = 1; i <= 8; i++) {
                    long due = start + i * 200_000_000L;
                    await().pollInterval(Duration.ofMillis(5)).until(() -> System.nanoTime() > due);
                    line.send("x");
                  }
                });
        Guarded guarded = Guarded.open(limits);
        RawClient client = guarded.client()) {
      client.get(slow.url("a.test", "/")).head();
      assertEquals("xxxxxxxx", client.body(8));
    }
  }

  @Test
  void remembersOnlySoManyRefusalsAndCountsThemAll() throws IOException {
    int all = Ledger.MAX_REFUSALS + 10;
    try (Guarded guarded = Guarded.open();
        RawClient client = guarded.client()) {
      for (int i = 0; i < all; i++) {
        assertEquals(403, client.get("http://224.0.0.1/").status());
      }
      assertEquals(Ledger.MAX_REFUSALS, guarded.session.refusals().size());
      assertEquals(Ledger.MAX_REFUSALS, guarded.log.size());
      assertEquals(all, guarded.session.count(EgressFault.BLOCKED));
    }
  }

  @Test
  void endsEverythingWhenTheSessionIsClosed() throws IOException {
    try (RawOrigin silent = new RawOrigin(line -> line.in.readAllBytes());
        Guarded guarded = Guarded.open();
        RawClient idle = guarded.client();
        RawClient tunnel = guarded.client();
        RawClient waiting = guarded.client()) {
      tunnel.send("CONNECT a.test:" + silent.port() + " HTTP/1.1\r\n\r\n").head();
      waiting.get(silent.url("a.test", "/"));
      await().until(() -> silent.connections() == 2);
      guarded.session.close();
      assertEquals("", idle.rest());
      assertEquals("", tunnel.rest());
      assertEquals("", waiting.rest());
      assertNobodyListens(guarded);
      guarded.session.close();
      assertEquals(0, guarded.log.size(), "what the end cuts is nobody's failure");
    }
  }

  @Test
  void opensNoSessionAfterItsEnd() {
    Guarded guarded = Guarded.open();
    guarded.close();
    assertThrows(IllegalStateException.class, () -> guarded.guard.open("cap_late"));
    assertNobodyListens(guarded);
  }

  /** A call of accept that is under way keeps the port open for a moment. */
  private static void assertNobodyListens(Guarded guarded) {
    await()
        .untilAsserted(() -> assertThrows(ConnectException.class, () -> guarded.client().close()));
  }

  private static boolean answers(Guarded guarded, RawOrigin origin) throws IOException {
    try (RawClient client = guarded.client()) {
      client.get(origin.url("a.test", "/"));
      return client.head().startsWith("HTTP/1.1 200");
    }
  }
}
