package dev.shutterhook.core.egress;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * What a client says through a proxy on one connection, and what the origin answers to each of its
 * requests.
 */
record Dialogue(String name, List<Turn> turns) {
  /** Tells the origin which turn it is. */
  static final String TURN = "X-Turn";

  /**
   * One request and its answer.
   *
   * @param head of the request, without its last empty line and without a Host field: {@code
   *     ORIGIN} stands for the origin's host and port
   * @param body as it is sent, chunk lines included
   * @param early what the origin says once it has the head
   * @param answer what it says once it has the body
   * @param last whether it closes the connection then
   */
  record Turn(String head, String body, String early, String answer, boolean last) {
    static Turn of(String head, String answer) {
      return new Turn(head, "", "", answer, false);
    }

    Turn with(String otherBody) {
      return new Turn(head, otherBody, early, answer, last);
    }

    Turn early(String words) {
      return new Turn(head, body, words, answer, last);
    }

    Turn closing() {
      return new Turn(head, body, early, answer, true);
    }
  }

  /** What came of it: the requests as the origin saw them, the answers as the client saw them. */
  record Outcome(List<String> seen, List<String> told) {
    @Override
    public String toString() {
      return "ORIGIN SAW " + String.join("\n---\n", seen) + "\nCLIENT SAW " + told;
    }
  }

  static Dialogue of(String name, Turn... turns) {
    return new Dialogue(name, List.of(turns));
  }

  /** Plays it through a proxy, with an origin of its own. */
  Outcome through(InetSocketAddress proxy) throws IOException {
    List<String> seen = new CopyOnWriteArrayList<>();
    try (RawOrigin origin = new RawOrigin(line -> serve(line, seen));
        DialogueClient client = new DialogueClient(proxy, origin.port())) {
      for (int i = 0; i < turns.size(); i++) {
        client.ask(turns.get(i), i);
      }
      return new Outcome(withoutPort(seen, origin), withoutPort(client.told(), origin));
    }
  }

  private static List<String> withoutPort(List<String> texts, RawOrigin origin) {
    return texts.stream().map(text -> text.replace(":" + origin.port(), ":PORT")).toList();
  }

  private void serve(RawOrigin.Line line, List<String> seen) throws IOException {
    while (true) {
      HttpMessage request = HttpMessage.head(line.in);
      if (request.start().isEmpty()) {
        return;
      }
      Turn turn = turns.get(Integer.parseInt(request.field(TURN.toLowerCase(Locale.ROOT))));
      line.send(turn.early());
      seen.add(request.told() + "\n\n" + request.requestBody(line.in));
      line.send(turn.answer());
      if (turn.last()) {
        return;
      }
    }
  }
}
