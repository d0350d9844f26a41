package dev.shutterhook.render.text;

import com.fasterxml.jackson.databind.JsonNode;
import dev.shutterhook.render.devtools.Deadline;
import dev.shutterhook.render.script.Script;
import dev.shutterhook.render.script.World;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * What a page says, line by line, as its reader sees it: with open shadow roots, and with frames of
 * its own origin, in their places. Not read are closed shadow roots, frames of other origins, what
 * style sheets add, pictures, and what stands in fields.
 *
 * @param lines none of them blank
 * @param cut whether the page says more
 */
public record Reading(List<String> lines, boolean cut) {
  /** UTF-16 code units of a page that are read. */
  public static final int MAX_LENGTH = 1 << 20;

  /** Of the text as a file, in UTF-8, but for the line that says that it is cut. */
  public static final int MAX_BYTES = 1 << 20;

  /** Elements of one selector; what it finds beyond is not left out. */
  public static final int MAX_ELEMENTS = 10_000;

  /** Of elements in elements: a document's own markup reaches 512, scripts reach any. */
  static final int MAX_DEPTH = 2_000;

  /** The last line of a text that goes on. */
  static final String CUT = "[the text goes on]";

  private static final Script READ = Script.beside(Reading.class, "read.js");

  public Reading {
    lines = List.copyOf(lines);
  }

  /**
   * Reads the page's newest document. What was read stays in our world of it, as {@code reading},
   * for what paints over it.
   *
   * @param without selectors of elements that are left out; one that is no selector finds nothing
   * @param text whether there is more to read than where those elements are
   */
  public static Reading of(World world, List<String> without, boolean text, Deadline deadline) {
    int most = text ? MAX_LENGTH : 0;
    JsonNode read = world.run(READ, deadline, without, most, MAX_ELEMENTS, MAX_DEPTH);
    List<String> lines = new ArrayList<>();
    read.path("lines").forEach(line -> lines.add(line.asText()));
    return new Reading(lines, read.path("cut").asBoolean());
  }

  /** All of it, with a line's end between two lines. */
  public String text() {
    return String.join("\n", lines);
  }

  /**
   * All of it as a file, with one line's end at least.
   *
   * @param without which of {@link #text}'s code units are left out
   */
  public byte[] file(BitSet without) {
    List<String> left = new ArrayList<>();
    int start = 0;
    for (String line : lines) {
      left.add(left(line, start, without));
      start += line.length() + 1;
    }
    left.removeIf(String::isBlank);
    return bounded(String.join("\n", left).getBytes(StandardCharsets.UTF_8));
  }

  private static String left(String line, int start, BitSet without) {
    StringBuilder left = new StringBuilder(line.length());
    for (int i = 0; i < line.length(); i++) {
      if (!without.get(start + i)) {
        left.append(line.charAt(i));
      }
    }
    return left.toString().stripTrailing();
  }

  /** Cut between two letters: a byte of UTF-8 that goes on with one begins with the bits 10. */
  private byte[] bounded(byte[] text) {
    int end = Math.min(text.length, MAX_BYTES);
    while (end > 0 && end < text.length && (text[end] & 0xc0) == 0x80) {
      end--;
    }
    ByteArrayOutputStream file = new ByteArrayOutputStream(end + CUT.length() + 2);
    file.write(text, 0, end);
    file.write('\n');
    if (cut || end < text.length) {
      file.writeBytes((CUT + "\n").getBytes(StandardCharsets.UTF_8));
    }
    return file.toByteArray();
  }
}
