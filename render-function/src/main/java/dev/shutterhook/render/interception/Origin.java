package dev.shutterhook.render.interception;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Scheme, host and port of a URL (RFC 6454), as text. Read by hand: browsers send URLs that {@link
 * java.net.URI} refuses.
 *
 * @param text as in a header field, without a scheme's own port
 */
public record Origin(String text) {
  private static final Pattern URL =
      Pattern.compile("(https?)://(?:[^/?#]*@)?([^/?#@]+?)(:[0-9]*)?(?:[/?#].*)?", Pattern.DOTALL);

  /** Empty where the URL is not of the web. */
  public static Optional<Origin> of(String url) {
    Matcher found = URL.matcher(url);
    if (!found.matches()) {
      return Optional.empty();
    }
    String scheme = found.group(1);
    String port = found.group(3) == null ? "" : found.group(3);
    boolean own = port.equals(":") || port.equals(scheme.equals("http") ? ":80" : ":443");
    String host = found.group(2).toLowerCase(Locale.ROOT);
    return Optional.of(new Origin(scheme + "://" + host + (own ? "" : port)));
  }

  /** Whether a URL is of this origin. */
  public boolean has(String url) {
    return url.startsWith(text) && of(url).filter(this::equals).isPresent();
  }

  /** All its URLs, as the protocol's Fetch domain spells patterns. */
  String pattern() {
    return text + "/*";
  }
}
