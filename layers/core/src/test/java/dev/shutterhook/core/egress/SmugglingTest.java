package dev.shutterhook.core.egress;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests that two readers would cut apart differently. None of them reaches an origin. */
class SmugglingTest {
  private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n";

  private final Guarded guarded = Guarded.open();
  private RawOrigin origin = start();

  @BeforeEach
  void requireNothingYet() {
    assertEquals(0, origin.connections());
  }

  @AfterEach
  void stop() throws IOException {
    guarded.close();
    origin.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Content-Length: 1\r\nTransfer-Encoding: chunked\r\n",
        "Content-Length: 1\r\nContent-Length: 2\r\n",
        "Content-Length: 1\r\nContent-Length: 1\r\n",
        "Content-Length: 1, 1\r\n",
        "Content-Length: +1\r\n",
        "Content-Length: 0x1\r\n",
        "Content-Length: 9999999999999999999\r\n",
        "Content-Length:\r\n",
        "Transfer-Encoding: identity\r\n",
        "Transfer-Encoding: chunked, identity\r\n",
        "Transfer-Encoding: gzip, chunked\r\n",
        "Transfer-Encoding: xchunked\r\n",
        "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n",
        "Transfer-Encoding : chunked\r\n",
        "X-A: 1\r\n Transfer-Encoding: chunked\r\n",
        "X-A: 1\r\n\tfolded\r\n",
        "X-A: 1\rX-B: 2\r\n",
        "X-A: 1\nX-B: 2\r\n",
        "X-A: \u0000\r\n",
        "X-A: \u007f\r\n",
        "X A: 1\r\n",
        ": 1\r\n",
        "no colon\r\n",
        "Host: a.test\r\nHost: b.test\r\n"
      })
  void refusesAmbiguousHeads(String fields) throws IOException {
    try (RawClient client = guarded.client()) {
      client.send("POST " + origin.url("a.test", "/") + " HTTP/1.1\r\n" + fields + "\r\n");
      assertEquals(400, client.status());
      assertEquals("", client.rest());
    }
    assertEquals(0, origin.connections());
    assertEquals(1, guarded.session.refusals().size());
    assertEquals(Reason.MALFORMED_REQUEST, guarded.log.getFirst().reason());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET / HTTP/1.1",
        "GET * HTTP/1.1",
        "GET https://a.test/ HTTP/1.1",
        "GET ftp://a.test/ HTTP/1.1",
        "GET file:///etc/passwd HTTP/1.1",
        "GET http:/a.test/ HTTP/1.1",
        "GET http://a.test/ HTTP/1.0",
        "GET http://a.test/ HTTP/2.0",
        "GET http://a.test/",
        "GET  http://a.test/ HTTP/1.1",
        "GET http://a.test/ HTTP/1.1 ",
        "GET http://a.test/a b HTTP/1.1",
        "GET\thttp://a.test/ HTTP/1.1",
        "GET http://a.test/#x HTTP/1.1",
        "G(T http://a.test/ HTTP/1.1",
        " GET http://a.test/ HTTP/1.1",
        "GET http://a.test/\u00e9 HTTP/1.1",
        "PRI * HTTP/2.0",
        "\u0016\u0003\u0001\u0002",
        ""
      })
  void refusesAnythingButAnAbsoluteRequest(String line) throws IOException {
    try (RawClient client = guarded.client()) {
      assertEquals(400, client.send(line + "\r\n\r\n").status());
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "g\r\n",
        "-1\r\n",
        "0x1\r\n",
        " 1\r\n",
        "+1\r\n",
        "1\nx\r\n",
        "1\rx",
        "\r\n",
        ";x\r\n",
        "1\r\nab\r\n0\r\n\r\n",
        "1000000000000000\r\n",
        "١\r\n"
      })
  void refusesBadChunks(String chunk) throws IOException {
    try (RawClient client = guarded.client()) {
      client.send(
          "POST "
              + origin.url("a.test", "/")
              + " HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n"
              + chunk);
      assertEquals(400, client.status());
      assertEquals("", client.rest());
    }
  }

  @Test
  void boundsTheHead() throws IOException {
    String url = "GET " + origin.url("a.test", "/") + " HTTP/1.1\r\n";
    String long64k = "X: " + "y".repeat(HeadReader.REQUEST.maxBytes()) + "\r\n\r\n";
    String many = "X: y\r\n".repeat(HeadReader.REQUEST.maxLines() + 1) + "\r\n";
    try (RawClient one = guarded.client();
        RawClient two = guarded.client()) {
      assertEquals(400, one.send(url + long64k).status());
      assertEquals(400, two.send(url + many).status());
    }
  }

  @Test
  void judgesEachRequestOfAPipeline() throws IOException {
    String get = "GET " + origin.url("a.test", "/") + " HTTP/1.1\r\n\r\n";
    String bad = "GET http://2130706433/ HTTP/1.1\r\n\r\n";
    try (RawClient client = guarded.client()) {
      client.send(get + get + bad + get);
      assertEquals(200, client.status());
      assertEquals(200, client.status());
      assertEquals(403, client.status());
      assertEquals("", client.rest());
    }
  }

  @Test
  void doesNotReadABodyAsARequest() throws IOException {
    String inner = "GET http://inner.test/ HTTP/1.1\r\n\r\n";
    try (RawOrigin reads =
            new RawOrigin(
                line -> {
                  line.head();
                  assertEquals(inner.length(), line.in.readNBytes(inner.length()).length);
                  line.send(OK);
                });
        RawClient client = guarded.client()) {
      client.send(
          "POST "
              + reads.url("a.test", "/")
              + " HTTP/1.1\r\nContent-Length: "
              + inner.length()
              + "\r\n\r\n"
              + inner);
      assertEquals(200, client.status());
      assertTrue(guarded.session.refusals().isEmpty());
    }
  }

  private static RawOrigin start() {
    try {
      return RawOrigin.answering(OK);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
