package dev.shutterhook.render.blocking.index;

import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Function;

/**
 * Rules by a token that whatever they match must have. Rules lie here as text; those of one token
 * are parsed when that token is first asked for, so that opening a list costs no parsing. Safe for
 * threads.
 *
 * @param <R> what a line becomes
 */
public final class TokenIndex<R> {
  /** Most words of URLs are in no list: one bit each tells that, of eight for each that is. */
  private static final int SIEVE_WORDS = 1 << 11;

  private final long[] sieve = new long[SIEVE_WORDS];
  private final int[] tokens;
  private final int[] ends;
  private final int[] lines;
  private final byte[] text;
  private final Function<String, Optional<R>> parser;
  private final AtomicReferenceArray<List<R>> parsed;

  private TokenIndex(Layout layout, Function<String, Optional<R>> parser) {
    this.tokens = layout.tokens;
    this.ends = layout.ends;
    this.lines = layout.lines;
    this.text = layout.text;
    this.parser = parser;
    this.parsed = new AtomicReferenceArray<>(tokens.length);
    for (int token : tokens) {
      sieve[sieveWord(token)] |= 1L << token;
    }
  }

  /**
   * The index on its way to and from a file.
   *
   * @param tokens sorted
   * @param ends where the lines of the token of the same place end in {@code lines}
   * @param lines where each line begins in {@code text}
   * @param text lines, each with its line feed
   */
  @SuppressWarnings("ArrayRecordComponent") // Never compared: written once, read once.
  record Layout(int[] tokens, int[] ends, int[] lines, byte[] text) {
    static Layout of(SortedMap<Integer, List<String>> linesByToken) {
      Map<String, Integer> places = new LinkedHashMap<>();
      StringBuilder text = new StringBuilder();
      List<Integer> lines = new ArrayList<>();
      List<Integer> ends = new ArrayList<>();
      int length = 0;
      for (List<String> bucket : linesByToken.values()) {
        for (String line : bucket) {
          Integer known = places.putIfAbsent(line, length);
          lines.add(known == null ? length : known);
          if (known == null) {
            text.append(line).append('\n');
            length += line.getBytes(StandardCharsets.UTF_8).length + 1;
          }
        }
        ends.add(lines.size());
      }
      return new Layout(
          ints(List.copyOf(linesByToken.keySet())),
          ints(ends),
          ints(lines),
          text.toString().getBytes(StandardCharsets.UTF_8));
    }

    static Layout read(ByteBuffer in) {
      return new Layout(ints(in), ints(in), ints(in), bytes(in));
    }

    void write(DataOutputStream out) throws IOException {
      for (int[] part : List.of(tokens, ends, lines)) {
        out.writeInt(part.length);
        for (int value : part) {
          out.writeInt(value);
        }
      }
      out.writeInt(text.length);
      out.write(text);
    }

    private static int[] ints(List<Integer> values) {
      return values.stream().mapToInt(Integer::intValue).toArray();
    }

    private static int[] ints(ByteBuffer in) {
      int[] values = new int[in.getInt()];
      in.asIntBuffer().get(values);
      in.position(in.position() + values.length * Integer.BYTES);
      return values;
    }

    private static byte[] bytes(ByteBuffer in) {
      byte[] values = new byte[in.getInt()];
      in.get(values);
      return values;
    }
  }

  static <R> TokenIndex<R> of(Layout layout, Function<String, Optional<R>> parser) {
    return new TokenIndex<>(layout, parser);
  }

  /** The rules that have this token; none is usual. */
  public List<R> get(int token) {
    if ((sieve[sieveWord(token)] & 1L << token) == 0) {
      return List.of();
    }
    int place = Arrays.binarySearch(tokens, token);
    if (place < 0) {
      return List.of();
    }
    List<R> known = parsed.get(place);
    if (known == null) {
      known = parse(place);
      parsed.set(place, known);
    }
    return known;
  }

  /** The low six bits of a token choose the bit, those above them the word. */
  private static int sieveWord(int token) {
    return token >>> 6 & SIEVE_WORDS - 1;
  }

  private List<R> parse(int place) {
    List<R> rules = new ArrayList<>();
    for (int i = place == 0 ? 0 : ends[place - 1]; i < ends[place]; i++) {
      int end = lines[i];
      while (text[end] != '\n') {
        end++;
      }
      String line = new String(text, lines[i], end - lines[i], StandardCharsets.UTF_8);
      parser.apply(line).ifPresent(rules::add);
    }
    return List.copyOf(rules);
  }
}
