package dev.shutterhook.core.request;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.shutterhook.core.egress.Destination;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An http or https address as a client may name it: absolute, with a host, without user info, in
 * ASCII. Characters that browsers accept and RFC 3986 does not (a space, {@code |}, {@code {}}) are
 * percent-encoded; what parsers read differently (a backslash, a control character, a host that the
 * egress guard does not read) is refused.
 *
 * @param uri the normalised address
 */
public record WebUrl(URI uri) {
  /** Longer addresses are refused, encoded or not: a webhook that echoes them stays in bounds. */
  public static final int MAX_LENGTH = 4_096;

  private static final Pattern ENDS = Pattern.compile("^[ \\t\\r\\n]+|[ \\t\\r\\n]+$");
  private static final String INVALID = "must name a valid host and port";
  private static final int REPLACEMENT = 0xfffd;
  private static final HexFormat HEX = HexFormat.of().withUpperCase();

  /** Ports as browsers read them, with zeros before; five digits are enough. */
  private static final Pattern AUTHORITY =
      Pattern.compile("(\\[[^\\[\\]]*\\]|[^:\\[\\]]+)(?::(?:0*([1-9][0-9]{0,4}))?)?");

  private static final String ENCODED_QUIETLY = " \"<>^`{|}";

  public WebUrl {
    if (uri.getScheme() == null || uri.getHost() == null) {
      throw new IllegalArgumentException("must be an absolute URL with a host");
    }
    if (uri.toString().length() > MAX_LENGTH) {
      throw new IllegalArgumentException("must be at most " + MAX_LENGTH + " characters, encoded");
    }
  }

  /**
   * Reads an address.
   *
   * @throws IllegalArgumentException with a message for the client where it is none
   */
  @JsonCreator
  public static WebUrl parse(String text) {
    // What browsers cut off at the ends, and no more: other blanks are other characters to them.
    String trimmed = ENDS.matcher(text).replaceAll("");
    if (trimmed.length() > MAX_LENGTH) {
      throw new IllegalArgumentException("must be at most " + MAX_LENGTH + " characters");
    }
    String lower = trimmed.toLowerCase(Locale.ROOT);
    if (!lower.startsWith("http://") && !lower.startsWith("https://")) {
      throw new IllegalArgumentException("must begin with http:// or https://");
    }
    if (trimmed.chars().anyMatch(c -> c < 0x20 || c == 0x7f || c == '\\')) {
      throw new IllegalArgumentException("must not contain a backslash or a control character");
    }
    int begin = trimmed.indexOf("://") + 3;
    int end = begin;
    while (end < trimmed.length() && "/?#".indexOf(trimmed.charAt(end)) < 0) {
      end++;
    }
    String scheme = lower.substring(0, begin);
    String authority = authority(trimmed.substring(begin, end), scheme.equals("https://"));
    String rest = encoded(trimmed.substring(end));
    try {
      return new WebUrl(new URI(scheme + authority + (rest.startsWith("/") ? "" : "/") + rest));
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException("is not a valid URL", e);
    }
  }

  /** In ASCII, and such that the egress guard reads it as the browser does. */
  private static String authority(String text, boolean secure) {
    if (text.isEmpty()) {
      throw new IllegalArgumentException("must name a host");
    }
    if (text.contains("@")) {
      throw new IllegalArgumentException("must not contain a user name or password");
    }
    Matcher parts = AUTHORITY.matcher(text);
    if (!parts.matches()) {
      throw new IllegalArgumentException(INVALID);
    }
    String host = parts.group(1);
    String ascii = host.startsWith("[") ? host.toLowerCase(Locale.ROOT) : Idna.toAscii(host);
    String digits = parts.group(2) == null ? "" : parts.group(2);
    int port = digits.isEmpty() ? (secure ? 443 : 80) : Integer.parseInt(digits);
    if (Destination.of(ascii, port).isEmpty()) {
      throw new IllegalArgumentException(INVALID);
    }
    return digits.isEmpty() ? ascii : ascii + ":" + port;
  }

  /** Path, query and fragment: as browsers send them, but for what no URI may hold. */
  private static String encoded(String text) {
    StringBuilder out = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
      int c = text.codePointAt(i);
      boolean bareFragment = c == '#' && out.indexOf("#") >= 0;
      if (c >= 0x80) {
        encode(c, out);
      } else if (ENCODED_QUIETLY.indexOf(c) >= 0
          || bareFragment
          || (c == '%' && !escape(text, i))) {
        encode(c, out);
      } else {
        out.append((char) c);
      }
    }
    return out.toString();
  }

  private static void encode(int point, StringBuilder out) {
    // Half of a pair becomes what browsers make of it.
    boolean half = point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE;
    String character = Character.toString(half ? REPLACEMENT : point);
    for (byte b : character.getBytes(StandardCharsets.UTF_8)) {
      out.append('%').append(HEX.toHexDigits(b));
    }
  }

  private static boolean escape(String text, int at) {
    return at + 2 < text.length()
        && Character.digit(text.charAt(at + 1), 16) >= 0
        && Character.digit(text.charAt(at + 2), 16) >= 0;
  }

  /** Whether it is reached over TLS. */
  public boolean secure() {
    return "https".equals(uri.getScheme());
  }

  /** Its host, with the port where that is not the scheme's own: whom requests are made to. */
  public String endpoint() {
    int port = uri.getPort();
    boolean usual = port < 0 || port == (secure() ? 443 : 80);
    return usual ? uri.getHost() : uri.getHost() + ":" + port;
  }

  @Override
  @JsonValue
  public String toString() {
    return uri.toString();
  }
}
