package dev.shutterhook.render.blocking.rule;

import java.util.Locale;

/**
 * A request of a page, as rules see it.
 *
 * @param url as it is sent; beyond {@link #MAX_URL_CHARS} cut off
 * @param lower the same in lower case
 * @param host empty where the URL has none
 * @param hostStart where the host begins in the URL
 * @param thirdParty whether it leaves the page's site
 */
public record PageRequest(
    String url,
    String lower,
    String host,
    int hostStart,
    RequestKind kind,
    PageHost page,
    boolean thirdParty) {
  /** What a page makes a URL of beyond this is its own data: no list speaks of it. */
  public static final int MAX_URL_CHARS = 4_096;

  public static PageRequest of(String address, RequestKind kind, PageHost page) {
    String url = address.length() > MAX_URL_CHARS ? address.substring(0, MAX_URL_CHARS) : address;
    String lower = url.toLowerCase(Locale.ROOT);
    int start = hostStart(lower);
    String host = lower.substring(start, hostEnd(lower, start));
    boolean thirdParty = !PageHost.isBelow(host, page.site());
    return new PageRequest(url, lower, host, start, kind, page, thirdParty);
  }

  /** The host of an address; empty where it has none. */
  public static String hostOf(String address) {
    String lower = address.toLowerCase(Locale.ROOT);
    int start = hostStart(lower);
    return lower.substring(start, hostEnd(lower, start));
  }

  private static int hostStart(String url) {
    int scheme = url.indexOf("://");
    if (scheme < 0) {
      return 0;
    }
    int start = scheme + 3;
    int at = url.lastIndexOf('@', authorityEnd(url, start));
    return at >= start ? at + 1 : start;
  }

  private static int hostEnd(String url, int start) {
    if (start == 0) {
      return 0;
    }
    int bracket = url.startsWith("[", start) ? Math.max(start, url.indexOf(']', start)) : start;
    int end = authorityEnd(url, start);
    int port = url.indexOf(':', bracket);
    return port >= 0 && port < end ? port : end;
  }

  private static int authorityEnd(String url, int start) {
    int end = start;
    while (end < url.length() && "/?#".indexOf(url.charAt(end)) < 0) {
      end++;
    }
    return end;
  }
}
