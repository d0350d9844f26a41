package dev.shutterhook.core.egress;

import dev.shutterhook.core.egress.Dialogue.Turn;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Legal dialogues made by chance; the same seed makes the same one. Not for several threads. */
final class ChanceDialogues {
  private static final int MAX_TURNS = 4;
  private static final int MAX_BODY_BYTES = 40_000;
  private static final int MAX_FIELDS = 12;
  private static final int MAX_VALUE_CHARS = 300;
  private static final List<String> BODILESS = List.of("GET", "HEAD", "OPTIONS", "DELETE", "LIST");
  private static final List<String> WITH_BODY = List.of("POST", "PUT", "PATCH", "REPORT", "DELETE");
  private static final List<String> STATUSES =
      List.of("200 OK", "200 ", "201 Made", "204 None", "206 Part", "304 Same", "404 No", "500 Oh");
  private static final String PATH = "abz019-._~!$&'()*+,;=:@/";
  private static final String VALUE =
      " \t!\"#$%&'()*+,-./09:;<=>?@AZ[\\]^_`az{|}~\u00a0\u00e9\u00ff";
  private static final String NAME = "!#$%&'*+-.^_`|~09AZaz";

  private final Random chance;

  private ChanceDialogues(long seed) {
    this.chance = new Random(seed);
  }

  static Dialogue of(long seed) {
    return new ChanceDialogues(seed).dialogue(seed);
  }

  private Dialogue dialogue(long seed) {
    List<Turn> turns = new ArrayList<>();
    int count = 1 + chance.nextInt(MAX_TURNS);
    for (int i = 0; i < count; i++) {
      turns.add(turn(i == count - 1));
    }
    return new Dialogue("by chance, " + seed, turns);
  }

  private Turn turn(boolean last) {
    boolean hasBody = chance.nextBoolean();
    String method = one(hasBody ? WITH_BODY : BODILESS);
    StringBuilder head = new StringBuilder(method + " http://ORIGIN" + target() + " HTTP/1.1");
    fields(head, "\r\nX-");
    if (last && chance.nextBoolean()) {
      head.append("\r\nConnection: close");
    }
    String body = "";
    if (hasBody) {
      String plain = text(VALUE, chance.nextInt(MAX_BODY_BYTES));
      boolean chunked = chance.nextBoolean();
      head.append(
          chunked ? "\r\nTransfer-Encoding: chunked" : "\r\nContent-Length: " + plain.length());
      body = chunked ? chunks(plain) : plain;
    }
    return answer(method, head.toString(), last).with(body);
  }

  /** Only the last answer closes: the other proxy may lose what is asked right after one. */
  private Turn answer(String method, String request, boolean last) {
    String status = one(STATUSES);
    StringBuilder head = new StringBuilder("HTTP/1.1 " + status + "\r\n" + ChosenDialogues.DATE);
    head.setLength(head.length() - 2);
    fields(head, "\r\nY-");
    String plain = text(VALUE, chance.nextInt(MAX_BODY_BYTES));
    if (status.startsWith("204") || status.startsWith("304")) {
      return Turn.of(request, head + "\r\n\r\n");
    }
    boolean headOnly = method.equals("HEAD");
    return switch (chance.nextInt(last ? 3 : 2)) {
      case 0 -> Turn.of(request, head + chunkedEnd(headOnly ? "" : chunks(plain), headOnly));
      case 2 ->
          Turn.of(request, head + "\r\nConnection: close\r\n\r\n" + (headOnly ? "" : plain))
              .closing();
      default ->
          Turn.of(
              request,
              head
                  + "\r\nContent-Length: "
                  + plain.length()
                  + "\r\n\r\n"
                  + (headOnly ? "" : plain));
    };
  }

  private static String chunkedEnd(String body, boolean headOnly) {
    return "\r\nTransfer-Encoding: chunked\r\n\r\n" + (headOnly ? "" : body);
  }

  private String target() {
    String path =
        "/" + text(PATH, chance.nextInt(40)) + (chance.nextBoolean() ? "%2f%00%C3%a9" : "");
    return chance.nextBoolean() ? path : path + "?" + text(PATH + "?", chance.nextInt(60));
  }

  private void fields(StringBuilder head, String prefix) {
    int count = chance.nextInt(MAX_FIELDS);
    for (int i = 0; i < count; i++) {
      String value = text(VALUE, chance.nextInt(MAX_VALUE_CHARS)).strip();
      head.append(prefix).append(text(NAME, 2)).append(": ").append(value);
    }
  }

  private String chunks(String plain) {
    StringBuilder body = new StringBuilder();
    for (int at = 0; at < plain.length(); ) {
      int end = Math.min(plain.length(), at + 1 + chance.nextInt(9_000));
      String extension = chance.nextInt(4) == 0 ? ";a=b" : "";
      body.append(Integer.toHexString(end - at)).append(extension).append("\r\n");
      body.append(plain, at, end).append("\r\n");
      at = end;
    }
    return body.append("0\r\n\r\n").toString();
  }

  private String text(String alphabet, int length) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < length; i++) {
      text.append(alphabet.charAt(chance.nextInt(alphabet.length())));
    }
    return text.toString();
  }

  private String one(List<String> words) {
    return words.get(chance.nextInt(words.size()));
  }
}
