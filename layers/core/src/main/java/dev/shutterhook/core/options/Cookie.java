package dev.shutterhook.core.options;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.shutterhook.core.request.Fields;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A cookie that the page finds set (RFC 6265).
 *
 * @param name a token
 * @param value printable ASCII
 * @param domain of the hosts that get it; null for the page's own host alone
 * @param path that it is for
 * @param secure whether it goes over TLS only
 * @param httpOnly whether scripts see it not
 * @param sameSite null for the browser's own rule
 */
@JsonInclude(JsonInclude.Include.NON_DEFAULT)
public record Cookie(
    String name,
    String value,
    @Nullable String domain,
    String path,
    boolean secure,
    boolean httpOnly,
    @Nullable SameSite sameSite) {
  /** More are refused. */
  static final int MAX_COOKIES = 64;

  /** Of a name and its value together, as browsers have it (RFC 6265, section 6.1). */
  static final int MAX_BYTES = 4 * 1024;

  private static final Pattern NAME = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]{1,128}");
  private static final Pattern VALUE = Pattern.compile("[\\x21-\\x7e&&[^;,\"\\\\]]*");
  private static final Pattern DOMAIN = Pattern.compile("\\.?[a-zA-Z0-9.-]{1,253}");
  private static final Pattern PATH = Pattern.compile("/[\\x21-\\x7e&&[^;\"\\\\]]{0,511}");

  /** To whom it goes along when another site links to the page. */
  public enum SameSite {
    @JsonProperty("strict")
    STRICT,
    @JsonProperty("lax")
    LAX,
    @JsonProperty("none")
    NONE
  }

  static List<Cookie> read(Fields fields) {
    return fields.inners("cookies", MAX_COOKIES).stream().flatMap(c -> one(c).stream()).toList();
  }

  private static Optional<Cookie> one(Fields fields) {
    if (!fields.given("name")) {
      fields.fault("name", "is required");
    }
    Optional<String> name =
        fields.parsed("name", MAX_BYTES, text -> matching(text, NAME, "is not a cookie's name"));
    String value =
        fields
            .parsed("value", MAX_BYTES, text -> matching(text, VALUE, "is not a cookie's value"))
            .orElse("");
    String domain =
        fields
            .parsed("domain", MAX_BYTES, text -> matching(text, DOMAIN, "must be a host name"))
            .map(text -> text.toLowerCase(Locale.ROOT))
            .orElse(null);
    String path =
        fields
            .parsed("path", MAX_BYTES, text -> matching(text, PATH, "must begin with /"))
            .orElse("/");
    boolean secure = fields.flag("secure", false);
    boolean httpOnly = fields.flag("http_only", false);
    SameSite sameSite = fields.choice("same_site", SameSite.class).orElse(null);
    if (sameSite == SameSite.NONE && !secure) {
      fields.fault("same_site", "none goes only with secure true");
    }
    if (name.isPresent() && name.get().length() + value.length() > MAX_BYTES) {
      fields.fault("value", "must be at most " + MAX_BYTES + " bytes together with name");
    }
    return name.map(n -> new Cookie(n, value, domain, path, secure, httpOnly, sameSite));
  }

  Cookie redacted() {
    return new Cookie(name, Identity.REDACTED, domain, path, secure, httpOnly, sameSite);
  }

  private static String matching(String text, Pattern pattern, String rule) {
    if (!pattern.matcher(text).matches()) {
      throw new IllegalArgumentException(rule);
    }
    return text;
  }
}
