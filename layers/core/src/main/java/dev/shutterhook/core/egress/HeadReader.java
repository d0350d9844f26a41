package dev.shutterhook.core.egress;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads the lines of a message head, within bounds, by RFC 9112 section 2.2. */
enum HeadReader {
  /** From a client: nothing that another reader might see as another line. */
  REQUEST(64 << 10, 128),
  /** From a server: what browsers put up with, repaired as the RFC says. */
  RESPONSE(256 << 10, 512);

  private final int maxBytes;
  private final int maxLines;

  HeadReader(int maxBytes, int maxLines) {
    this.maxBytes = maxBytes;
    this.maxLines = maxLines;
  }

  int maxBytes() {
    return maxBytes;
  }

  int maxLines() {
    return maxLines;
  }

  /** The lines up to the empty one; empty if the stream ends before its first byte. */
  Optional<List<String>> read(Wire wire) throws IOException {
    if (!wire.fill()) {
      return Optional.empty();
    }
    List<String> lines = new ArrayList<>();
    int bytes = 0;
    while (true) {
      String line = readLine(wire, maxBytes - bytes);
      if (line.isEmpty()) {
        return Optional.of(lines);
      }
      bytes += line.length() + 2;
      if (lines.size() == maxLines) {
        throw new MalformedMessage("a head has more than " + maxLines + " lines");
      }
      add(line, lines);
    }
  }

  /** RFC 9112 section 5.2: a folded line is refused in a request and unfolded in an answer. */
  private void add(String line, List<String> lines) throws MalformedMessage {
    boolean folded = line.charAt(0) == ' ' || line.charAt(0) == '\t';
    if (!folded) {
      lines.add(line);
    } else if (this == REQUEST || lines.size() < 2) {
      throw new MalformedMessage("a head begins a line with white space");
    } else {
      lines.add(lines.removeLast() + " " + line.strip());
    }
  }

  private String readLine(Wire wire, int max) throws IOException {
    StringBuilder line = new StringBuilder();
    while (line.length() < max) {
      int c = wire.read();
      if (c == '\r') {
        c = wire.read();
        if (c == '\n') {
          return line.toString();
        }
        throw new MalformedMessage("a head has a bare CR");
      }
      if (c == '\n' && this == RESPONSE) {
        return line.toString();
      }
      if (c < 0) {
        throw new MalformedMessage("a head ends early");
      }
      line.append(textOf(c));
    }
    throw new MalformedMessage("a head is longer than " + maxBytes + " bytes");
  }

  /** RFC 9110 section 5.5: a control character is refused, or becomes a blank in an answer. */
  private char textOf(int c) throws MalformedMessage {
    boolean control = c != '\t' && (c < ' ' || c == 0x7f);
    if (control && (this == REQUEST || c == 0)) {
      throw new MalformedMessage("a head has a control character");
    }
    return control ? ' ' : (char) c;
  }
}
