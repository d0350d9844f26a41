package dev.shutterhook.core.egress;

import java.util.List;

/** Where a body ends: RFC 9112 section 6. */
sealed interface Framing {
  /** After so many bytes. */
  record Length(long bytes) implements Framing {}

  /** After its last chunk. */
  record Chunked() implements Framing {}

  /** With the connection; answers only. */
  record UntilClose() implements Framing {}

  /** RFC 9112 section 6.3, without any of its leniency: a doubt is an attack. */
  static Framing ofRequest(Fields fields) throws MalformedMessage {
    List<String> codings = fields.values("transfer-encoding");
    List<String> lengths = fields.values("content-length");
    if (codings.isEmpty() && lengths.isEmpty()) {
      return new Length(0);
    }
    if (codings.isEmpty() && lengths.size() == 1) {
      return new Length(parseLength(lengths.getFirst()));
    }
    if (lengths.isEmpty() && codings.size() == 1 && isChunked(codings)) {
      return new Chunked();
    }
    throw new MalformedMessage("a request has no single length");
  }

  /** RFC 9112 section 6.3, for an answer that may have a body. */
  static Framing ofResponse(Fields fields) throws MalformedMessage {
    List<String> codings = fields.values("transfer-encoding");
    if (!codings.isEmpty()) {
      if (codings.size() == 1 && isChunked(codings)) {
        return new Chunked();
      }
      throw new MalformedMessage("an answer has an unknown transfer coding");
    }
    List<String> lengths = fields.values("content-length").stream().distinct().toList();
    if (lengths.isEmpty()) {
      return new UntilClose();
    }
    if (lengths.size() > 1) {
      throw new MalformedMessage("an answer has several lengths");
    }
    return new Length(parseLength(lengths.getFirst()));
  }

  /** Whether there is no body at all. */
  default boolean isEmpty() {
    return this instanceof Length(long bytes) && bytes == 0;
  }

  /** The field that announces this body to the next reader. */
  default String field() {
    return switch (this) {
      case Length(long bytes) -> "Content-Length: " + bytes + "\r\n";
      case Chunked() -> "Transfer-Encoding: chunked\r\n";
      case UntilClose() -> "";
    };
  }

  private static boolean isChunked(List<String> codings) {
    return codings.getFirst().equalsIgnoreCase("chunked");
  }

  private static long parseLength(String text) throws MalformedMessage {
    // 18 digits are the most that fit a long without a look.
    if (!HostParser.isDigits(text) || text.length() > 18) {
      throw new MalformedMessage("a content length is no number");
    }
    return Long.parseLong(text);
  }
}
