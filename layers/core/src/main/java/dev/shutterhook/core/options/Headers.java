package dev.shutterhook.core.options;

import dev.shutterhook.core.request.Fields;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** Header fields that a client adds to the page's requests. */
final class Headers {
  /** More are refused. */
  static final int MAX_FIELDS = 32;

  /** Of a field's value. */
  static final int MAX_VALUE_BYTES = 4 * 1024;

  /** RFC 9110, section 5.6.2. */
  private static final Pattern NAME = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]{1,128}");

  /** They say how a message is framed or where it goes: RFC 9110, sections 7.2 and 7.6.1. */
  private static final Set<String> FRAMING =
      Set.of(
          "host",
          "connection",
          "content-length",
          "transfer-encoding",
          "te",
          "trailer",
          "upgrade",
          "keep-alive",
          "expect",
          "proxy-authorization",
          "proxy-connection",
          "cookie",
          "cookie2",
          "set-cookie");

  /** Browsers fill them in themselves, whatever they are told (Fetch Metadata, section 2). */
  private static final String BROWSERS_OWN = "sec-fetch-";

  private Headers() {}

  static Map<String, String> read(Fields fields) {
    return fields.inner("headers").map(Headers::each).orElse(Map.of());
  }

  private static Map<String, String> each(Fields fields) {
    Map<String, String> headers = new LinkedHashMap<>();
    Set<String> seen = new HashSet<>();
    for (String name : fields.names(MAX_FIELDS)) {
      String lower = name.toLowerCase(Locale.ROOT);
      if (!NAME.matcher(name).matches()) {
        fields.fault(name, "is not the name of a header field");
      } else if (!seen.add(lower)) {
        fields.fault(name, "is given twice");
      } else if (FRAMING.contains(lower) || lower.startsWith(BROWSERS_OWN)) {
        fields.fault(
            name, "cannot be set" + (name.equalsIgnoreCase("cookie") ? ": use cookies" : ""));
      } else {
        fields
            .parsed(name, MAX_VALUE_BYTES, Headers::value)
            .ifPresent(value -> headers.put(name, value));
      }
    }
    return headers;
  }

  /**
   * RFC 9110, section 5.5, without the bytes that it calls obsolete.
   *
   * @throws IllegalArgumentException with a message for the client where it is none
   */
  static String value(String text) {
    if (text.chars().anyMatch(c -> (c < 0x20 && c != '\t') || c >= 0x7f)) {
      throw new IllegalArgumentException("must be printable ASCII");
    }
    return text.strip();
  }
}
