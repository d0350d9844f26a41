package dev.shutterhook.core.egress;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real: TLS, the JDK's client and server, the guard. Double: DNS. */
class TunnelTest {
  private final Guarded guarded = Guarded.open();

  @AfterEach
  void stop() {
    guarded.close();
  }

  @Test
  void carriesTlsThatItCannotRead(@TempDir Path folder) throws Exception {
    try (TlsServer server = new TlsServer(folder);
        HttpClient http = guarded.httpClient().sslContext(server.context).build()) {
      URI url = URI.create("https://secure.test:" + server.port() + "/");
      for (int i = 0; i < 3; i++) {
        var answer = http.send(HttpRequest.newBuilder(url).build(), BodyHandlers.ofString());
        assertEquals("secret", answer.body());
      }
      assertTrue(guarded.session.bytesReceived() > 500);
    }
  }

  @Test
  void tellsTheJdkClientNothingButThatTheTunnelFailed() {
    try (HttpClient http = guarded.httpClient().build()) {
      URI url = URI.create("https://nowhere.test/");
      HttpRequest request = HttpRequest.newBuilder(url).build();
      assertThrows(IOException.class, () -> http.send(request, BodyHandlers.ofString()));
      assertEquals(
          Optional.of(EgressFault.DNS_FAILED), guarded.session.faultOf("nowhere.test", 443));
    }
  }

  @Test
  void carriesBytesThatTheClientSentTooEarly() throws IOException {
    try (RawOrigin origin = echo();
        RawClient client = guarded.client()) {
      client.send("CONNECT a.test:" + origin.port() + " HTTP/1.1\r\n\r\nearly");
      assertEquals("HTTP/1.1 200 Connection established\r\n\r\n", client.head());
      assertEquals("early", client.body(5));
      client.send("late");
      assertEquals("late", client.body(4));
    }
  }

  @Test
  void passesTheEndOfOneSideOnAndKeepsTheOther() throws IOException {
    try (RawOrigin origin =
            new RawOrigin(
                line -> {
                  byte[] all = line.in.readAllBytes();
                  line.send("read " + all.length);
                });
        RawClient client = guarded.client()) {
      client.send("CONNECT a.test:" + origin.port() + " HTTP/1.1\r\n\r\n").head();
      client.send("12345").endOutput();
      assertEquals("read 5", client.rest());
    }
  }

  @Test
  void wantsAPortAndNoBody() throws IOException {
    try (RawClient one = guarded.client();
        RawClient two = guarded.client();
        RawClient three = guarded.client()) {
      assertEquals(403, one.send("CONNECT a.test HTTP/1.1\r\n\r\n").status());
      assertEquals(
          400, two.send("CONNECT a.test:1 HTTP/1.1\r\nContent-Length: 1\r\n\r\nx").status());
      assertEquals(403, three.send("CONNECT http://a.test:1/ HTTP/1.1\r\n\r\n").status());
    }
  }

  @Test
  void remembersAnOriginThatHangsUpWithoutAWord() throws IOException {
    try (RawOrigin mute = new RawOrigin(line -> line.in.read());
        RawClient client = guarded.client()) {
      client.send("CONNECT a.test:" + mute.port() + " HTTP/1.1\r\n\r\n").head();
      client.send("x");
      assertEquals("", client.rest());
      await().until(() -> guarded.session.faultOf("a.test", mute.port()).isPresent());
      assertEquals(Reason.UPSTREAM_BROKEN, guarded.session.refusals().getFirst().reason());
    }
  }

  private static RawOrigin echo() throws IOException {
    return new RawOrigin(
        line -> {
          for (int c = line.in.read(); c >= 0; c = line.in.read()) {
            line.out.write(c);
          }
        });
  }
}
