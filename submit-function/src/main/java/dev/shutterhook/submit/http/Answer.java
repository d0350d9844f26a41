package dev.shutterhook.submit.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.shutterhook.core.request.Fault;
import java.net.URI;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** What a request comes to. */
public sealed interface Answer {
  /** Headers beyond those that every answer has. */
  Map<String, String> headers();

  /**
   * It went as asked.
   *
   * @param status 2xx or 3xx
   * @param body a JSON document
   */
  record Reply(int status, Map<String, String> headers, ObjectNode body) implements Answer {
    public Reply {
      headers = Map.copyOf(headers);
      if (status < 200 || status > 399) {
        throw new IllegalArgumentException("a reply is 2xx or 3xx");
      }
    }

    public static Reply ok(ObjectNode body) {
      return new Reply(200, Map.of(), body);
    }

    /** With the place where what the body shows can be found. */
    public static Reply at(int status, URI location, ObjectNode body) {
      return new Reply(status, Map.of("location", location.toString()), body);
    }
  }

  /** It went as asked, and there is nothing to say: 204. */
  record Nothing() implements Answer {
    @Override
    public Map<String, String> headers() {
      return Map.of();
    }
  }

  /**
   * The bytes of a picture.
   *
   * @param bytes at most {@value #MAX_BYTES}
   * @param contentType of them
   */
  record Picture(ByteBuffer bytes, String contentType, Map<String, String> headers)
      implements Answer {
    /** Lambda answers at most 6 MB, in which the bytes are base64. */
    public static final int MAX_BYTES = 4 * 1024 * 1024;

    public Picture {
      bytes = bytes.asReadOnlyBuffer();
      headers = Map.copyOf(headers);
      if (bytes.remaining() > MAX_BYTES) {
        throw new IllegalArgumentException("a larger picture is redirected to");
      }
    }
  }

  /**
   * A document that is the same for everybody.
   *
   * @param contentType its media type
   * @param maxAge for which whoever has it need not ask again
   */
  record Document(String contentType, Duration maxAge, String text) implements Answer {
    @Override
    public Map<String, String> headers() {
      return Map.of("cache-control", "public, max-age=" + maxAge.toSeconds());
    }
  }

  /**
   * It did not, and a document in the words of the path's dialect says why.
   *
   * @param status 4xx or 5xx
   * @param code stable, in lower case
   * @param detail for people
   * @param more what the document says beside that
   */
  record Undone(
      int status, String code, String detail, ObjectNode more, Map<String, String> headers)
      implements Answer {
    public Undone {
      headers = Map.copyOf(headers);
      if (status < 400 || status > 599) {
        throw new IllegalArgumentException("what is not done is 4xx or 5xx");
      }
    }
  }

  /**
   * It did not, in the form of RFC 9457 or in that of the path's dialect.
   *
   * @param detail for people; never an exception's text
   * @param faults each field that is wrong; empty for other problems
   */
  record Problem(ProblemCode code, String detail, List<Fault> faults, Map<String, String> headers)
      implements Answer {
    public Problem {
      faults = List.copyOf(faults);
      headers = Map.copyOf(headers);
    }

    public static Problem of(ProblemCode code, String detail) {
      return new Problem(code, detail, List.of(), Map.of());
    }

    /** Everything that is wrong with the fields of a request. */
    public static Problem invalid(List<Fault> faults) {
      String detail =
          faults.size() == 1 ? "1 fault: see errors." : faults.size() + " faults: see errors.";
      return new Problem(ProblemCode.INVALID_REQUEST, detail, faults, Map.of());
    }

    /** A problem that goes by itself. */
    public static Problem passing(ProblemCode code, String detail, Duration retryAfter) {
      String seconds = Long.toString(Math.max(1, retryAfter.toSeconds()));
      return new Problem(code, detail, List.of(), Map.of("retry-after", seconds));
    }
  }
}
