package dev.shutterhook.core.egress;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What origins send, well and badly made. Real: the guard and the sockets. */
@SuppressWarnings("StringConcatToTextBlock") // A text block would hide where a line ends.
class AnswersTest {
  private final Guarded guarded = Guarded.open();

  @AfterEach
  void stop() {
    guarded.close();
  }

  @Test
  void passesChunksOnAndDropsExtensionsAndTrailers() throws IOException {
    assertEquals(
        "3\r\nabc\r\n2\r\nde\r\n0\r\n\r\n",
        bodyOf(
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n"
                + "3;x=y\r\nabc\r\n02  \r\nde\r\n0\r\nX-Trailer: 1\r\n\r\n"));
  }

  @Test
  void passesAnAnswerOnThatEndsWithItsConnection() throws IOException {
    assertEquals("to the end", bodyOf("HTTP/1.0 200 OK\r\n\r\nto the end"));
  }

  @Test
  void passesEarlyHintsOnAndSwallowsContinue() throws IOException {
    try (RawOrigin origin =
            RawOrigin.answering(
                "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n"
                    + "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
        RawClient client = guarded.client()) {
      assertTrue(client.get(origin.url("a.test", "/")).head().startsWith("HTTP/1.1 103 "));
      assertEquals(200, client.status());
    }
  }

  @Test
  void repairsFoldedLinesAndBareLineFeeds() throws IOException {
    try (RawOrigin origin =
            RawOrigin.answering("HTTP/1.1 200\nX-Long: a\n  b\nContent-Length: 0\n\n");
        RawClient client = guarded.client()) {
      assertTrue(client.get(origin.url("a.test", "/")).head().contains("X-Long: a b\r\n"));
    }
  }

  @Test
  void repairsFieldLinesLikeABrowser() throws IOException {
    try (RawOrigin origin =
            RawOrigin.answering(
                "HTTP/1.1 200 OK\r\nX-A : 1\r\nno colon\r\nbad name: 2\r\n: 3\r\nX-B: a\u0001b\r\n"
                    + "Date: now\r\nContent-Length : 2\r\n\r\nok");
        RawClient client = guarded.client()) {
      assertEquals(
          "HTTP/1.1 200 OK\r\nX-A: 1\r\nX-B: a b\r\nDate: now\r\nContent-Length: 2\r\n\r\n",
          client.get(origin.url("a.test", "/")).head());
      assertEquals("ok", client.body(2));
    }
  }

  @Test
  void datesAnAnswerThatHasNoDateAndItsOwn() throws IOException {
    try (RawOrigin origin = RawOrigin.answering("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
        RawClient client = guarded.client()) {
      Instant before = Instant.now().truncatedTo(ChronoUnit.SECONDS);
      for (String url : List.of(origin.url("a.test", "/"), "http://nowhere.test/")) {
        String head = client.get(url).head();
        String date = head.replaceFirst("(?s).*\r\nDate: ([^\r]{29})\r\n.*", "$1");
        Instant at = DateTimeFormatter.RFC_1123_DATE_TIME.parse(date, Instant::from);
        assertFalse(at.isBefore(before) || at.isAfter(Instant.now()), head);
      }
    }
  }

  @Test
  void readsAnAnswerWithBothLengthsAsChunkedAndAsTheLast() throws IOException {
    try (RawOrigin origin =
            RawOrigin.answering(
                "HTTP/1.1 200 OK\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n"
                    + "0\r\n\r\n");
        RawClient client = guarded.client()) {
      String head = client.get(origin.url("a.test", "/")).head();
      assertFalse(head.contains("Content-Length"));
      assertEquals("0\r\n\r\n", client.body(5));
      client.get(origin.url("a.test", "/")).head();
      assertEquals(2, origin.connections());
    }
  }

  @Test
  void neverLetsBytesAfterAnAnswerMeetTheNextRequest() throws IOException {
    try (RawOrigin origin =
            RawOrigin.answering(
                "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"
                    + "HTTP/1.1 200 Stolen\r\nContent-Length: 0\r\n\r\n");
        RawClient client = guarded.client()) {
      for (int i = 0; i < 3; i++) {
        assertFalse(client.get(origin.url("a.test", "/")).head().contains("Stolen"));
      }
    }
  }

  @Test
  void deliversTheAnswerOfAnOriginThatRefusesABodyEarly() throws IOException {
    try (RawOrigin origin =
            new RawOrigin(
                line -> {
                  line.head();
                  line.send("HTTP/1.1 413 Too Large\r\nContent-Length: 0\r\n\r\n");
                });
        RawClient client = guarded.client()) {
      client.send(
          "POST "
              + origin.url("a.test", "/")
              + " HTTP/1.1\r\nExpect: 100-continue\r\nContent-Length: 9\r\n\r\n");
      assertTrue(client.head().startsWith("HTTP/1.1 413 "));
      assertEquals("", client.rest());
    }
  }

  @Test
  void saysContinueForAnOriginThatDoesNot() throws IOException {
    try (RawOrigin origin =
            new RawOrigin(
                line -> {
                  line.head();
                  String body = new String(line.in.readNBytes(2), US_ASCII);
                  line.send("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n" + body);
                });
        RawClient client = guarded.client()) {
      client.send(
          "POST "
              + origin.url("a.test", "/")
              + " HTTP/1.1\r\nExpect: 100-continue\r\nContent-Length: 2\r\n\r\n");
      assertEquals("HTTP/1.1 100 Continue\r\n\r\n", client.head());
      client.send("hi").head();
      assertEquals("hi", client.body(2));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "hello\r\n\r\n",
        "SSH-2.0-OpenSSH\r\n",
        "HTTP/2 200\r\n\r\n",
        "HTTP/1.1 99 Low\r\n\r\n",
        "HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab",
        "HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\n",
        "HTTP/1.1 200 OK\r\nContent-Length: 1, 1\r\n\r\na",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip, chunked\r\n\r\n",
        "HTTP/1.1 200 OK\r\nX: \u0000\r\n\r\n",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding : x\r\n\r\n",
        "HTTP/1.1 200 OK\r\nX: a\rSet-Cookie: b\r\n\r\n",
        "HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\n\r\n"
      })
  void callsAnythingElseABadGateway(String answer) throws IOException {
    try (RawOrigin origin =
            new RawOrigin(
                line -> {
                  line.head();
                  line.send(answer);
                });
        RawClient client = guarded.client()) {
      assertEquals(502, client.get(origin.url("a.test", "/")).status());
      assertEquals(
          Optional.of(EgressFault.CONNECTION_FAILED),
          guarded.session.faultOf("a.test", origin.port()));
    }
  }

  @Test
  void marksItsOwnAnswersSoThatTheirFaultIsKnown() throws IOException {
    try (RawClient client = guarded.client()) {
      assertEquals(
          Optional.of(EgressFault.DNS_FAILED),
          guarded.session.faultMarked(markOf(client.get("http://nowhere.test/"))));
    }
  }

  @Test
  void takesNoMarkOfAnOriginsOrOfAnotherSessionForItsOwn() throws IOException {
    try (RawOrigin origin =
            RawOrigin.answering(
                "HTTP/1.1 403 No\r\nContent-Length: 47\r\n\r\n"
                    + "<meta name=\"shutterhook-refusal\" content=\"mine\">");
        RawClient client = guarded.client();
        EgressSession other = guarded.guard.open("cap_other");
        RawClient stranger = new RawClient(other)) {
      String forged = markOf(client.get(origin.url("a.test", "/")));
      assertEquals(Optional.empty(), guarded.session.faultMarked(forged));
      String foreign = markOf(stranger.get("http://nowhere.test/"));
      assertEquals(Optional.empty(), guarded.session.faultMarked(foreign));
      assertEquals(Optional.of(EgressFault.DNS_FAILED), other.faultMarked(foreign));
    }
  }

  private static String markOf(RawClient client) throws IOException {
    String head = client.head();
    String field = "Content-Length: ";
    int from = head.indexOf(field) + field.length();
    String body = client.body(Integer.parseInt(head.substring(from, head.indexOf('\r', from))));
    String element = "<meta name=\"" + EgressSession.REFUSAL_NAME + "\" content=\"";
    int begin = body.indexOf(element) + element.length();
    return body.substring(begin, body.indexOf('"', begin));
  }

  @Test
  void boundsTheHeadOfAnAnswer() throws IOException {
    String field = "X-Y: " + "z".repeat(1000) + "\r\n";
    int tooMany = HeadReader.RESPONSE.maxBytes() / field.length() + 1;
    try (RawOrigin origin = RawOrigin.answering("HTTP/1.1 200 OK\r\n" + field.repeat(tooMany));
        RawOrigin many =
            RawOrigin.answering(
                "HTTP/1.1 200 OK\r\n" + "X: y\r\n".repeat(HeadReader.RESPONSE.maxLines()));
        RawClient client = guarded.client()) {
      assertEquals(502, client.get(origin.url("a.test", "/")).status());
      assertEquals(502, client.get(many.url("a.test", "/")).status());
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Content-Length: 10\r\n\r\nshort",
        "Transfer-Encoding: chunked\r\n\r\n5\r\nabc",
        "Transfer-Encoding: chunked\r\n\r\nxyz\r\n",
        "Transfer-Encoding: chunked\r\n\r\n-1\r\n",
        "Transfer-Encoding: chunked\r\n\r\nffffffffffffffff\r\n",
        "Transfer-Encoding: chunked\r\n\r\n1\r\nabc\r\n0\r\n\r\n"
      })
  void makesACutAnswerLookCut(String cut) throws IOException {
    try (RawOrigin origin =
            new RawOrigin(
                line -> {
                  line.head();
                  line.send("HTTP/1.1 200 OK\r\n" + cut);
                });
        RawClient client = guarded.client()) {
      client.get(origin.url("a.test", "/")).head();
      assertFalse(client.rest().endsWith("0\r\n\r\n"));
      assertEquals(1, guarded.session.count(EgressFault.CONNECTION_FAILED));
    }
  }

  private String bodyOf(String answer) throws IOException {
    try (RawOrigin origin =
            new RawOrigin(
                line -> {
                  line.head();
                  line.send(answer);
                });
        RawClient client = guarded.client()) {
      client.get(origin.url("a.test", "/"));
      client.head();
      String end = "0\r\n\r\n";
      if (answer.contains("chunked")) {
        StringBuilder body = new StringBuilder();
        while (!body.toString().endsWith(end)) {
          body.append(client.body(1));
        }
        return body.toString();
      }
      return client.rest();
    }
  }
}
