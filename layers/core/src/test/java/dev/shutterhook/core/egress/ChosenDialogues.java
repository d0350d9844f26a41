package dev.shutterhook.core.egress;

import dev.shutterhook.core.egress.Dialogue.Turn;
import java.util.List;

/** Dialogues of which a standard says how a proxy carries them. */
@SuppressWarnings("StringConcatToTextBlock") // A text block would hide where a line ends.
final class ChosenDialogues {
  static final String DATE = "Date: Sat, 21 Nov 2026 12:00:00 GMT\r\n";
  static final String OK = "HTTP/1.1 200 OK\r\n" + DATE + "Content-Length: 2\r\n\r\nok";
  private static final String EMPTY = "HTTP/1.1 200 OK\r\n" + DATE + "Content-Length: 0\r\n\r\n";
  private static final String GET = "GET http://ORIGIN/ HTTP/1.1";
  private static final String HINT = "HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n";
  private static final String LONG = "v".repeat(50_000);

  static final List<Dialogue> ALL =
      List.of(
          Dialogue.of("a GET", Turn.of(GET, OK)),
          Dialogue.of("three on one connection", Turn.of(GET, OK), get("/2?a=b"), get("/3")),
          Dialogue.of(
              "a path that looks like another", get("/a;b=c//%2F%2e%2E/../x?y=/z?&q[]=@:!")),
          Dialogue.of("an address in the path", get("/http://other.test/?u=http://third.test/")),
          Dialogue.of("no path", get("")),
          Dialogue.of("a scheme in capitals", Turn.of("GET HTTP://ORIGIN/ HTTP/1.1", OK)),
          Dialogue.of("OPTIONS of a path", Turn.of("OPTIONS http://ORIGIN/ HTTP/1.1", EMPTY)),
          Dialogue.of("a method of its own", Turn.of("M-SEARCH http://ORIGIN/ HTTP/1.1", OK)),
          Dialogue.of("a HEAD with a length", head("Content-Length: 12345\r\n"), get("/after")),
          Dialogue.of("a HEAD in chunks", head("Transfer-Encoding: chunked\r\n"), get("/after")),
          Dialogue.of("a HEAD without either", head(""), get("/after")),
          Dialogue.of("a 204", answered("204 No Content", "", ""), get("/after")),
          Dialogue.of("a 304", answered("304 Not Modified", "ETag: \"a\"\r\n", ""), get("/after")),
          Dialogue.of("no reason", Turn.of(GET, OK.replace(" OK", " ")), get("/after")),
          Dialogue.of("a 404 with a body", answered("404 No", "Content-Length: 1\r\n", "x")),
          Dialogue.of("an answer in chunks", chunked("5\r\nhello\r\n0\r\n\r\n"), get("/after")),
          Dialogue.of("chunks with extensions", chunked("5;a=\"b\"\r\nhello\r\n0\r\n\r\n")),
          Dialogue.of("a trailer", chunked("5\r\nhello\r\n0\r\nX-T: 1\r\n\r\n"), get("/after")),
          Dialogue.of("an answer until the end", answered("200 OK", "", "until").closing()),
          Dialogue.of(
              "an answer of HTTP/1.0",
              Turn.of(GET, "HTTP/1.0 200 OK\r\n" + DATE + "\r\nold").closing()),
          Dialogue.of(
              "an answer of HTTP/1.0 with a length",
              Turn.of(GET, OK.replace("1.1", "1.0")).closing()),
          Dialogue.of(
              "an answer that is the last",
              answered("200 OK", "Connection: close\r\nContent-Length: 1\r\n", "x").closing()),
          Dialogue.of("a POST", post("Content-Length: 5", "hello")),
          Dialogue.of("an empty POST", post("Content-Length: 0", "")),
          Dialogue.of(
              "a POST in chunks", post("Transfer-Encoding: chunked", "2\r\nab\r\n0\r\n\r\n")),
          Dialogue.of(
              "a POST with extensions and a trailer",
              post(
                  "Transfer-Encoding: chunked\r\nTrailer: X-T",
                  "2;x=y\r\nab\r\n0\r\nX-T: 1\r\n\r\n"),
              get("/after")),
          Dialogue.of("a DELETE with a body", method("DELETE", "Content-Length: 1", "x")),
          Dialogue.of("a GET with a body", method("GET", "Content-Length: 1", "x")),
          Dialogue.of("a field of 50,000 bytes", with("X-Long: " + LONG)),
          Dialogue.of(
              "an answer's of the same", answered("200 OK", cl(0) + "X: " + LONG + "\r\n", "")),
          Dialogue.of("fields twice", with("X-A: 1\r\nX-B: 2\r\nX-A: 3\r\nX-A:")),
          Dialogue.of("bytes beyond ASCII", with("X-A: gr\u00fc\u00df")),
          Dialogue.of("blanks around a value", with("X-A: \t a b\tc \t ")),
          Dialogue.of("cookies apart", with("Cookie: a=1\r\nCookie: b=2")),
          Dialogue.of(
              "cookies set apart",
              answered("200 OK", cl(0) + "Set-Cookie: a=1\r\nSet-Cookie: b=2, c\r\n", "")),
          Dialogue.of("a hop's own fields", with("Keep-Alive: 5\r\nTE: trailers\r\nUpgrade: h2c")),
          Dialogue.of("a field that Connection names", with("Connection: x-a, close\r\nX-A: 1")),
          Dialogue.of(
              "an answer's field that Connection names",
              answered("200 OK", cl(0) + "Connection: X-A\r\nX-A: 1\r\nX-B: 2\r\n", "")),
          Dialogue.of("a proxy's own fields", with("Proxy-Authorization: Basic eA==")),
          Dialogue.of(
              "a body that is asked for",
              Turn.of(
                      "POST http://ORIGIN/ HTTP/1.1\r\nExpect: 100-continue\r\nContent-Length: 2",
                      OK)
                  .with("hi")
                  .early("HTTP/1.1 100 Continue\r\n\r\n"),
              get("/after")),
          Dialogue.of("an early hint", Turn.of(GET, HINT + OK), get("/after")),
          Dialogue.of("two interim answers", Turn.of(GET, HINT + HINT + OK), get("/after")),
          Dialogue.of(
              "a body that nobody wants",
              Turn.of(
                      "PUT http://ORIGIN/ HTTP/1.1\r\nExpect: 100-continue\r\nContent-Length: 2",
                      "")
                  .with("hi")
                  .early("HTTP/1.1 417 No\r\n" + DATE + cl(0) + "Connection: close\r\n\r\n")
                  .closing()),
          Dialogue.of("a folded line", answered("200 OK", cl(2) + "X-A: 1\r\n 2\r\n", "ok")),
          Dialogue.of("a 204 with a length", answered("204 None", cl(7), ""), get("/after")),
          Dialogue.of("a 205", answered("205 Reset", cl(0), ""), get("/after")));

  private ChosenDialogues() {}

  private static Turn get(String path) {
    return Turn.of("GET http://ORIGIN" + path + " HTTP/1.1", OK);
  }

  private static Turn with(String fields) {
    return Turn.of(GET + "\r\n" + fields, OK);
  }

  private static Turn head(String fields) {
    return Turn.of("HEAD http://ORIGIN/ HTTP/1.1", "HTTP/1.1 200 OK\r\n" + DATE + fields + "\r\n");
  }

  private static Turn answered(String status, String fields, String body) {
    return Turn.of(GET, "HTTP/1.1 " + status + "\r\n" + DATE + fields + "\r\n" + body);
  }

  private static Turn chunked(String body) {
    return answered("200 OK", "Transfer-Encoding: chunked\r\n", body);
  }

  private static Turn post(String fields, String body) {
    return method("POST", fields, body);
  }

  private static Turn method(String method, String fields, String body) {
    return Turn.of(method + " http://ORIGIN/p HTTP/1.1\r\n" + fields, OK).with(body);
  }

  private static String cl(int length) {
    return "Content-Length: " + length + "\r\n";
  }
}
