package dev.shutterhook.core.egress;

import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * A request to the proxy, parsed strictly.
 *
 * @param method a token, case as sent
 * @param authority {@code host} or {@code host:port}, not yet judged
 * @param path in origin or asterisk form; empty for CONNECT
 */
record RequestHead(String method, String authority, String path, Fields fields, Framing body) {
  private static final String SCHEME = "http://";
  private static final Set<String> SAFE = Set.of("GET", "HEAD", "OPTIONS");

  static RequestHead parse(List<String> lines) throws MalformedMessage {
    if (lines.isEmpty()) {
      throw new MalformedMessage("a request begins with an empty line");
    }
    String[] words = lines.getFirst().split(" ", -1);
    if (words.length != 3
        || !Fields.TOKEN.matcher(words[0]).matches()
        || !words[2].equals("HTTP/1.1")) {
      throw new MalformedMessage("a request line is not 'METHOD target HTTP/1.1'");
    }
    Fields fields = Fields.parse(lines.subList(1, lines.size()));
    if (fields.values("host").size() > 1) {
      throw new MalformedMessage("a request has several hosts");
    }
    Framing body = Framing.ofRequest(fields);
    String target = words[1];
    if (!target.chars().allMatch(c -> c > ' ' && c < 0x7f && c != '#')) {
      throw new MalformedMessage("a request target has a character that no URI has");
    }
    if (words[0].equals("CONNECT")) {
      return connect(target, fields, body);
    }
    return absolute(words[0], target, fields, body);
  }

  private static RequestHead connect(String target, Fields fields, Framing body)
      throws MalformedMessage {
    if (!body.isEmpty()) {
      throw new MalformedMessage("a CONNECT has a body");
    }
    return new RequestHead("CONNECT", target, "", fields, body);
  }

  /** RFC 9112 section 3.2.2; the Host field is ignored, as it says there. */
  private static RequestHead absolute(String method, String target, Fields fields, Framing body)
      throws MalformedMessage {
    if (!target.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
      throw new MalformedMessage("a request target is not an absolute http URI");
    }
    String rest = target.substring(SCHEME.length());
    int end = 0;
    while (end < rest.length() && rest.charAt(end) != '/' && rest.charAt(end) != '?') {
      end++;
    }
    String path = rest.substring(end);
    return new RequestHead(method, rest.substring(0, end), origin(method, path), fields, body);
  }

  /** RFC 9112 sections 3.2.1 and 3.2.4: OPTIONS without a path asks about the server itself. */
  private static String origin(String method, String path) {
    if (path.isEmpty() && method.equals("OPTIONS")) {
      return "*";
    }
    return path.startsWith("/") ? path : "/" + path;
  }

  boolean isConnect() {
    return method.equals("CONNECT");
  }

  /** Whether it may be sent a second time when a kept connection turns out to be dead. */
  boolean isRepeatable() {
    return SAFE.contains(method) && !hasBody();
  }

  boolean hasBody() {
    return !body.isEmpty();
  }

  boolean expectsContinue() {
    return hasBody() && fields.lists("expect", "100-continue");
  }

  boolean wantsClose() {
    return fields.lists("connection", "close") || fields.lists("proxy-connection", "close");
  }

  /**
   * The head for the origin. It carries no Via field: some servers send other, uncompressed answers
   * to proxies, and the picture should be the one that a visitor sees.
   */
  String toOrigin() {
    StringBuilder head = new StringBuilder();
    head.append(method).append(' ').append(path).append(" HTTP/1.1\r\n");
    head.append("Host: ").append(authority.toLowerCase(Locale.ROOT)).append("\r\n");
    head.append("Connection: keep-alive\r\n");
    fields.appendEndToEnd(head);
    if (hasBody() || !fields.values("content-length").isEmpty()) {
      head.append(body.field());
    }
    return head.append("\r\n").toString();
  }
}
