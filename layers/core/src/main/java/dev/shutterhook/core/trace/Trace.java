package dev.shutterhook.core.trace;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.shutterhook.core.hash.Sha256;
import dev.shutterhook.core.id.Id;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A place in a trace, as the header {@code traceparent} spells it (W3C Trace Context, 3.2).
 *
 * @param traceId 32 lower-case hex digits, not all zero
 * @param parentId 16 of them, not all zero
 * @param flags two of them; the last bit says that somebody records it
 */
public record Trace(String traceId, String parentId, String flags) {
  public static final String HEADER = "traceparent";

  private static final int TRACE_DIGITS = 32;
  private static final int PARENT_DIGITS = 16;
  private static final String RECORDED = "01";

  /** A version that we do not know begins like ours, and may go on after another dash. */
  private static final Pattern TEXT =
      Pattern.compile("(?!ff)([0-9a-f]{2})-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})(-.*)?");

  public Trace {
    if (!isDigits(traceId, TRACE_DIGITS) || !isDigits(parentId, PARENT_DIGITS)) {
      throw new IllegalArgumentException("a trace has 16 and 8 bytes in hex, not all zero");
    }
    if (!flags.matches("[0-9a-f]{2}")) {
      throw new IllegalArgumentException("flags are one byte in hex");
    }
  }

  /** Reads the header; empty where it is none, which is as if it had not been there. */
  public static Optional<Trace> parse(String text) {
    Matcher parts = TEXT.matcher(text);
    if (!parts.matches() || (parts.group(1).equals("00") && parts.group(5) != null)) {
      return Optional.empty();
    }
    try {
      return Optional.of(new Trace(parts.group(2), parts.group(3), parts.group(4)));
    } catch (IllegalArgumentException allZero) {
      return Optional.empty();
    }
  }

  /** A trace that begins with a capture, for clients that trace nothing. */
  public static Trace begunBy(Id capture) {
    String digits = Sha256.hex(capture.toString());
    return new Trace(
        digits.substring(0, TRACE_DIGITS),
        digits.substring(TRACE_DIGITS, TRACE_DIGITS + PARENT_DIGITS),
        RECORDED);
  }

  /** The same trace, with a step of ours as the next one's parent: the same step, the same id. */
  public Trace through(String step) {
    return new Trace(traceId, Sha256.hex(traceId + step).substring(0, PARENT_DIGITS), flags);
  }

  /** What log lines say; null for none. */
  public static @Nullable String idOf(@Nullable Trace trace) {
    return trace == null ? null : trace.traceId();
  }

  @JsonCreator
  static Trace of(String text) {
    return parse(text).orElseThrow(() -> new IllegalArgumentException("not a traceparent"));
  }

  /** As the header has it. */
  @JsonValue
  @Override
  public String toString() {
    return "00-" + traceId + "-" + parentId + "-" + flags;
  }

  private static boolean isDigits(String text, int count) {
    return text.matches("[0-9a-f]{" + count + "}") && !text.matches("0+");
  }
}
