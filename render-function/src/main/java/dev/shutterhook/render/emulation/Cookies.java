package dev.shutterhook.render.emulation;

import dev.shutterhook.core.options.Cookie;
import dev.shutterhook.render.devtools.DevToolsException.Refused;
import dev.shutterhook.render.devtools.Session;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Cookies that a page finds set. */
public final class Cookies {
  private Cookies() {}

  /**
   * Sets them in a page's browser context. One that the browser does not take, for example of a
   * public suffix, is left out, as it would be had a server sent it.
   *
   * @param url whose host gets those that name no domain
   */
  public static void set(Session page, List<Cookie> cookies, String url) {
    if (cookies.isEmpty()) {
      return;
    }
    List<Map<String, Object>> all = cookies.stream().map(cookie -> params(cookie, url)).toList();
    try {
      page.call("Network.setCookies", Map.of("cookies", all));
    } catch (Refused oneOfThem) {
      all.forEach(one -> setAlone(page, one));
    }
  }

  private static void setAlone(Session page, Map<String, Object> cookie) {
    try {
      page.call("Network.setCookie", cookie);
    } catch (Refused refused) {
      // The browser's own rule: the page will not see it.
    }
  }

  private static Map<String, Object> params(Cookie cookie, String url) {
    Map<String, Object> params = new HashMap<>();
    params.put("name", cookie.name());
    params.put("value", cookie.value());
    params.put("path", cookie.path());
    params.put("secure", cookie.secure());
    params.put("httpOnly", cookie.httpOnly());
    if (cookie.domain() != null) {
      params.put("domain", cookie.domain());
    } else {
      params.put("url", url);
    }
    if (cookie.sameSite() != null) {
      params.put(
          "sameSite",
          switch (cookie.sameSite()) {
            case STRICT -> "Strict";
            case LAX -> "Lax";
            case NONE -> "None";
          });
    }
    return params;
  }
}
