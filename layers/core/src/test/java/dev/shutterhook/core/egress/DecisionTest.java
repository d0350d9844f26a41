package dev.shutterhook.core.egress;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may be dialled. Real: the guard and the sockets. Double: DNS. */
class DecisionTest {
  private static final InetAddress PUBLIC = InetAddress.ofLiteral("93.184.216.34");
  private static final InetAddress PRIVATE = InetAddress.ofLiteral("10.0.0.1");
  private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n";

  @Test
  void refusesANameWithOnePrivateAddress() throws IOException {
    for (List<InetAddress> mixed :
        List.of(List.of(PUBLIC, PRIVATE), List.of(PRIVATE, PUBLIC), List.of(PRIVATE))) {
      try (Guarded guarded = Guarded.strict(host -> mixed);
          RawClient client = guarded.client()) {
        assertEquals(403, client.get("http://mixed.example/").status());
        assertEquals(
            new Refusal("cap_test", "mixed.example", 80, Reason.ADDRESS_NOT_PUBLIC),
            guarded.log.getFirst());
        assertEquals(
            Optional.of(EgressFault.BLOCKED), guarded.session.faultOf("Mixed.Example.", 80));
      }
    }
  }

  @Test
  void allowsExactlyTheAddressesThatItJudged() {
    List<InetAddress> both = List.of(PUBLIC, InetAddress.ofLiteral("2606:4700:4700::1111"));
    try (Guarded guarded = Guarded.strict(host -> both)) {
      Destination destination = Destination.parse("example.com", 443).orElseThrow();
      assertEquals(new Decision.Allowed(both), guarded.guard.decide(destination));
      Destination other = Destination.parse("example.com", 22).orElseThrow();
      assertEquals(new Decision.Denied(Reason.PORT_NOT_ALLOWED), guarded.guard.decide(other));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://127.0.0.1/",
        "http://[::1]/",
        "http://[::ffff:127.0.0.1]/",
        "http://169.254.169.254/latest/meta-data/",
        "http://[fd00:ec2::254]/",
        "http://0.0.0.0/",
        "http://2130706433/",
        "http://0177.0.0.1/",
        "http://0x7f.1/",
        "http://127.1/",
        "http://user:pass@93.184.216.34/",
        "http://93.184.216.34:22/",
        "http://93.184.216.34:8080/",
        "http://localhost/",
        "http://app.localhost/"
      })
  void refusesWithoutAskingAnybody(String url) throws IOException {
    try (Guarded guarded = Guarded.strict(host -> new SystemResolver().resolve(host));
        RawClient client = guarded.client()) {
      client.get(url);
      String head = client.head();
      assertTrue(head.startsWith("HTTP/1.1 403 Forbidden\r\n"), head);
      assertEquals("Forbidden\n", client.body(10));
      assertEquals(1, guarded.session.count(EgressFault.BLOCKED));
      assertFalse(guarded.log.getFirst().host().contains("pass"));
    }
  }

  @Test
  void goesOnAfterARefusalOnTheSameConnection() throws IOException {
    try (Guarded guarded = Guarded.strict(host -> List.of(PRIVATE));
        RawClient client = guarded.client()) {
      assertEquals(403, client.get("http://a.example/").status());
      assertEquals(403, client.get("http://b.example/").status());
      assertEquals(2, guarded.session.refusals().size());
    }
  }

  @Test
  void resolvesOnceForEachConnectionAndJudgesTheNextAnew() throws IOException {
    AtomicInteger asked = new AtomicInteger();
    InetAddress multicast = InetAddress.ofLiteral("224.0.0.1");
    Resolver rebinding =
        host -> asked.getAndIncrement() == 0 ? Guarded.LOOPBACK : List.of(multicast);
    try (RawOrigin origin = RawOrigin.answering(OK);
        Guarded guarded = new Guarded(EgressPolicy.OPEN, EgressLimits.DEFAULTS, rebinding);
        RawClient client = guarded.client()) {
      assertEquals(200, client.get(origin.url("a.test", "/")).status());
      assertEquals(200, client.get(origin.url("a.test", "/")).status());
      assertEquals(1, asked.get());
      client.send("CONNECT a.test:" + origin.port() + " HTTP/1.1\r\n\r\n");
      assertEquals(403, client.status());
      assertEquals(2, asked.get());
      assertEquals(1, origin.connections());
    }
  }

  @Test
  void triesTheNextAddressWhenOneRefuses() throws IOException {
    List<InetAddress> firstIsDeaf =
        List.of(InetAddress.ofLiteral("127.0.0.9"), Guarded.LOOPBACK.getFirst());
    try (RawOrigin origin = RawOrigin.answering(OK);
        Guarded guarded =
            new Guarded(EgressPolicy.OPEN, EgressLimits.DEFAULTS, host -> firstIsDeaf);
        RawClient client = guarded.client()) {
      assertEquals(200, client.get(origin.url("a.test", "/")).status());
    }
  }

  @Test
  void triesNoMoreAddressesThanItsBound() throws IOException {
    List<InetAddress> deaf =
        Stream.iterate(9, i -> i + 1)
            .limit(Dialer.MAX_ADDRESSES_TRIED)
            .map(i -> InetAddress.ofLiteral("127.0.0." + i))
            .toList();
    List<InetAddress> lastIsGood = Stream.concat(deaf.stream(), Guarded.LOOPBACK.stream()).toList();
    try (RawOrigin origin = RawOrigin.answering(OK);
        Guarded guarded =
            new Guarded(EgressPolicy.OPEN, EgressLimits.DEFAULTS, host -> lastIsGood);
        RawClient client = guarded.client()) {
      assertEquals(502, client.get(origin.url("a.test", "/")).status());
      assertEquals(0, origin.connections());
    }
  }

  @Test
  void namesWhatFailed() throws IOException {
    try (RawOrigin origin = RawOrigin.answering(OK);
        Guarded guarded = Guarded.open();
        RawClient client = guarded.client()) {
      int port = origin.port();
      assertEquals(502, client.get("http://nowhere.test/").status());
      assertEquals(Optional.of(EgressFault.DNS_FAILED), fault(guarded, "nowhere.test", 80));
      assertEquals(502, client.get("http://127.0.0.9:" + port + "/").status());
      assertEquals(Optional.of(EgressFault.CONNECTION_FAILED), fault(guarded, "127.0.0.9", port));
      assertEquals(Reason.CONNECTION_REFUSED, guarded.log.getLast().reason());
      assertEquals(Optional.empty(), fault(guarded, "never-asked.test", 80));
      assertEquals(Optional.of(EgressFault.BLOCKED), fault(guarded, "2130706433", 80));
    }
  }

  @Test
  void forgetsAFaultWhenTheDestinationAnswersAgain() throws IOException {
    AtomicInteger asked = new AtomicInteger();
    Resolver late =
        host -> {
          if (asked.getAndIncrement() == 0) {
            throw new UnknownHostException(host);
          }
          return Guarded.LOOPBACK;
        };
    try (RawOrigin origin = RawOrigin.answering(OK);
        Guarded guarded = new Guarded(EgressPolicy.OPEN, EgressLimits.DEFAULTS, late);
        RawClient client = guarded.client()) {
      assertEquals(502, client.get(origin.url("a.test", "/")).status());
      assertEquals(200, client.get(origin.url("a.test", "/")).status());
      assertEquals(Optional.empty(), fault(guarded, "a.test", origin.port()));
      assertEquals(1, guarded.session.refusals().size());
    }
  }

  @Test
  void waitsForAResolverNoLongerThanItsTimeOut() throws IOException {
    CountDownLatch never = new CountDownLatch(1);
    Duration second = Duration.ofSeconds(1);
    Resolver stuck =
        host -> {
          try {
            never.await();
          } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
          }
          throw new UnknownHostException(host);
        };
    EgressLimits limits = EgressLimits.DEFAULTS.withTimeouts(Duration.ofMillis(50), second, second);
    try (Guarded guarded = new Guarded(EgressPolicy.STRICT, limits, stuck);
        RawClient client = guarded.client()) {
      assertEquals(504, client.get("http://slow.example/").status());
      assertEquals(Optional.of(EgressFault.DNS_FAILED), fault(guarded, "slow.example", 80));
    }
  }

  @Test
  void neverDialsItsOwnListeners() throws IOException {
    try (Guarded guarded = Guarded.open();
        EgressSession other = guarded.guard.open("cap_other");
        RawClient client = guarded.client()) {
      for (EgressSession session : List.of(guarded.session, other)) {
        int port = session.proxyAddress().getPort();
        assertEquals(403, client.get("http://127.0.0.1:" + port + "/").status());
        assertEquals(403, client.get("http://a.test:" + port + "/").status());
        assertEquals(Reason.OWN_LISTENER, guarded.log.getLast().reason());
      }
      assertTrue(other.refusals().isEmpty());
    }
  }

  private static Optional<EgressFault> fault(Guarded guarded, String host, int port) {
    return guarded.session.faultOf(host, port);
  }
}
