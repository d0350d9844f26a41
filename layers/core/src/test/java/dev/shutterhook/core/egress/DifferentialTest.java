package dev.shutterhook.core.egress;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The guard beside another proxy. Real: both, clients and origins on loopback. Double: DNS. */
@Execution(ExecutionMode.CONCURRENT)
class DifferentialTest {
  /** Another 1,500 of them agreed as well. */
  private static final long CHANCES = 300;

  private static final int TUNNELS = 20;
  private static final int MAX_TUNNEL_BYTES = 200_000;
  private static final LittleProxy OTHER = new LittleProxy();
  private static final Guarded OURS = Guarded.open();

  @AfterAll
  static void stop() {
    OURS.close();
    OTHER.close();
  }

  static List<Dialogue> chosen() {
    return ChosenDialogues.ALL;
  }

  static List<OnPurpose> onPurpose() {
    return OnPurpose.ALL;
  }

  @ParameterizedTest
  @MethodSource("chosen")
  void carriesWhatTheOtherCarries(Dialogue dialogue) throws IOException {
    assertSame(dialogue);
  }

  @Test
  void carriesWhatTheOtherCarriesByChance() throws IOException {
    for (long seed = 0; seed < CHANCES; seed++) {
      assertSame(ChanceDialogues.of(seed));
    }
  }

  @Test
  void carriesTunnelsByChance() throws IOException {
    for (long seed = 0; seed < TUNNELS; seed++) {
      String there = bytes(seed);
      String back = bytes(~seed);
      assertEquals(there + back, throughTunnel(OTHER.address(), there, back));
      assertEquals(there + back, throughTunnel(OURS.session.proxyAddress(), there, back));
    }
  }

  @ParameterizedTest
  @MethodSource("onPurpose")
  void refusesOnPurposeWhatTheOtherPassesOn(OnPurpose difference) throws IOException {
    try (RawOrigin origin = RawOrigin.answering(ChosenDialogues.OK);
        RawClient other = new RawClient(OTHER.address());
        RawClient ours = OURS.client()) {
      other.send(difference.to(origin));
      await().until(() -> !origin.heads().isEmpty());
      assertEquals(difference.status(), ours.send(difference.to(origin)).status());
      assertEquals(1, origin.connections());
    }
  }

  private static void assertSame(Dialogue dialogue) throws IOException {
    assertEquals(
        dialogue.through(OTHER.address()).toString(),
        dialogue.through(OURS.session.proxyAddress()).toString(),
        dialogue.name());
  }

  /** What the origin read and what the client read. */
  private static String throughTunnel(InetSocketAddress proxy, String there, String back)
      throws IOException {
    CompletableFuture<String> read = new CompletableFuture<>();
    try (RawOrigin origin =
            new RawOrigin(
                line -> {
                  // The other proxy loses bytes of an origin that speaks before it is spoken to.
                  String first = line.text(1);
                  Thread writer = Thread.startVirtualThread(() -> line.sendQuietly(back));
                  read.complete(first + line.text(there.length() - 1));
                  join(writer);
                });
        RawClient client = new RawClient(proxy)) {
      String host = "a.test:" + origin.port();
      client.send("CONNECT " + host + " HTTP/1.1\r\nHost: " + host + "\r\n\r\n").head();
      Thread writer = Thread.startVirtualThread(() -> client.sendQuietly(there));
      String told = client.body(back.length());
      join(writer);
      return read.join() + told;
    }
  }

  private static void join(Thread thread) {
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static String bytes(long seed) {
    Random chance = new Random(seed);
    byte[] bytes = new byte[1 + chance.nextInt(MAX_TUNNEL_BYTES)];
    chance.nextBytes(bytes);
    return new String(bytes, ISO_8859_1);
  }
}
