package dev.shutterhook.core.options;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.shutterhook.core.json.Json;
import dev.shutterhook.core.request.Fields;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * As whom the page is visited. All of it may be secret: it is never shown again, and it goes to the
 * page's own origin (cookies: to their domain) and nowhere else.
 *
 * @param headers added to requests
 * @param cookies set before the page loads
 * @param basicAuth given where the server asks for it (RFC 7617); null for none
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Identity(
    Map<String, String> headers, List<Cookie> cookies, @Nullable BasicAuth basicAuth) {
  /** All of it as JSON: an order with the largest document must still fit into its queue. */
  public static final int MAX_BYTES = 16 * 1024;

  public static final Identity NONE = new Identity(Map.of(), List.of(), null);

  /** In the place of a header's, a cookie's or a password's value. */
  static final String REDACTED = "[redacted]";

  /**
   * A user at a server.
   *
   * @param username without a colon
   * @param password may be empty
   */
  public record BasicAuth(String username, String password) {
    /** Of either. */
    static final int MAX_BYTES = 512;

    static @Nullable BasicAuth read(Fields fields) {
      if (!fields.given("username")) {
        fields.fault("username", "is required");
      }
      String username = fields.parsed("username", MAX_BYTES, BasicAuth::user).orElse(null);
      String password = fields.parsed("password", MAX_BYTES, Text::exact).orElse("");
      return username == null ? null : new BasicAuth(username, password);
    }

    private static String user(String text) {
      if (text.contains(":")) {
        throw new IllegalArgumentException("must not contain a colon");
      }
      return Text.plain(text);
    }

    /** Keeps the password out of logs. */
    @Override
    public String toString() {
      return "BasicAuth[username=" + username + "]";
    }
  }

  public Identity {
    headers =
        headers == null
            ? Map.of()
            : java.util.Collections.unmodifiableMap(new LinkedHashMap<>(headers));
    cookies = cookies == null ? List.of() : List.copyOf(cookies);
  }

  static Identity read(Fields fields) {
    Map<String, String> headers = Headers.read(fields);
    List<Cookie> cookies = Cookie.read(fields);
    BasicAuth basicAuth = fields.inner("basic_auth").map(BasicAuth::read).orElse(null);
    Identity identity = new Identity(headers, cookies, basicAuth);
    if (Json.write(identity).getBytes(StandardCharsets.UTF_8).length > MAX_BYTES) {
      fields.fault(
          cookies.isEmpty() ? "headers" : "cookies",
          "must be at most " + MAX_BYTES + " bytes, headers and cookies together");
      return NONE;
    }
    return identity;
  }

  /** The same names without a secret: what tables, answers and webhooks have of it. */
  public Identity redacted() {
    Map<String, String> names = new LinkedHashMap<>();
    headers.keySet().forEach(name -> names.put(name, REDACTED));
    return new Identity(
        names,
        cookies.stream().map(Cookie::redacted).toList(),
        basicAuth == null ? null : new BasicAuth(basicAuth.username(), REDACTED));
  }

  /** Keeps secrets out of logs. */
  @Override
  public String toString() {
    return "Identity[%d headers, %d cookies]".formatted(headers.size(), cookies.size());
  }
}
