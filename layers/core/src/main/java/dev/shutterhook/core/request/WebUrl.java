package dev.shutterhook.core.request;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.net.IDN;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;

/**
 * An http or https address as a client may name it: absolute, with a host, without user info, in
 * ASCII. Characters that browsers accept and RFC 3986 does not (a space, {@code |}, {@code {}}) are
 * percent-encoded; what parsers read differently (a backslash, a control character) is refused.
 *
 * @param uri the normalised address
 */
public record WebUrl(URI uri) {
  /** Longer addresses are refused, encoded or not: a webhook that echoes them stays in bounds. */
  public static final int MAX_LENGTH = 4_096;

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
    String trimmed = text.strip();
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
    try {
      return new WebUrl(withAsciiHost(new URI(encoded(trimmed))));
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException("is not a valid URL", e);
    }
  }

  private static URI withAsciiHost(URI uri) throws URISyntaxException {
    String authority = uri.getRawAuthority();
    if (authority == null || authority.isEmpty()) {
      throw new IllegalArgumentException("must name a host");
    }
    if (authority.contains("@")) {
      throw new IllegalArgumentException("must not contain a user name or password");
    }
    String ascii = asciiAuthority(authority);
    String path = uri.getRawPath() == null || uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
    String query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
    String fragment = uri.getRawFragment() == null ? "" : "#" + uri.getRawFragment();
    String scheme = uri.getScheme().toLowerCase(Locale.ROOT);
    URI whole = new URI(scheme + "://" + ascii + path + query + fragment);
    if (whole.getHost() == null || whole.getPort() > 65_535 || whole.getPort() == 0) {
      throw new IllegalArgumentException("must name a valid host and port");
    }
    return URI.create(whole.toASCIIString());
  }

  private static String asciiAuthority(String authority) {
    if (authority.startsWith("[")) {
      return authority.toLowerCase(Locale.ROOT);
    }
    int colon = authority.lastIndexOf(':');
    String host = colon < 0 ? authority : authority.substring(0, colon);
    String port = colon < 0 ? "" : authority.substring(colon);
    try {
      return IDN.toASCII(host, IDN.ALLOW_UNASSIGNED).toLowerCase(Locale.ROOT) + port;
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("must name a valid host", e);
    }
  }

  private static String encoded(String text) {
    StringBuilder out = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean bareFragment = c == '#' && out.indexOf("#") >= 0;
      if (ENCODED_QUIETLY.indexOf(c) >= 0 || bareFragment || (c == '%' && !escape(text, i))) {
        out.append('%').append(Integer.toHexString(c).toUpperCase(Locale.ROOT));
      } else {
        out.append(c);
      }
    }
    return out.toString();
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

  @Override
  @JsonValue
  public String toString() {
    return uri.toString();
  }
}
