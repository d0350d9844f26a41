package dev.shutterhook.core.egress;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** The fields of a message head, in their order. Immutable. */
record Fields(List<Field> all) {
  /** One field line; the name as it was sent. */
  record Field(String name, String value) {}

  /** RFC 9110 section 5.6.2. */
  static final Pattern TOKEN = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+");

  /** RFC 9110 section 7.6.1, and what the proxy writes anew. Lower case. */
  private static final Set<String> OWN_TO_ONE_HOP =
      Set.of(
          "connection",
          "proxy-connection",
          "keep-alive",
          "proxy-authenticate",
          "proxy-authentication-info",
          "proxy-authorization",
          "te",
          "trailer",
          "transfer-encoding",
          "upgrade",
          "content-length",
          "host");

  Fields {
    all = List.copyOf(all);
  }

  /** Reads the field lines of a request; a name must be a token that ends right at its colon. */
  static Fields parse(List<String> lines) throws MalformedMessage {
    List<Field> fields = new ArrayList<>(lines.size());
    for (String line : lines) {
      int colon = line.indexOf(':');
      if (colon < 0 || !TOKEN.matcher(line).region(0, colon).matches()) {
        throw new MalformedMessage("a field line has no proper name");
      }
      fields.add(new Field(line.substring(0, colon), line.substring(colon + 1).strip()));
    }
    return new Fields(fields);
  }

  /**
   * Reads the field lines of an answer as RFC 9112 section 5.1 wants it from a proxy: white space
   * before the colon goes. A line that still has no name is dropped, as browsers do.
   */
  static Fields repair(List<String> lines) {
    List<Field> fields = new ArrayList<>(lines.size());
    for (String line : lines) {
      int colon = Math.max(line.indexOf(':'), 0);
      String name = line.substring(0, colon).stripTrailing();
      if (TOKEN.matcher(name).matches()) {
        fields.add(new Field(name, line.substring(colon + 1).strip()));
      }
    }
    return new Fields(fields);
  }

  List<String> values(String name) {
    List<String> values = new ArrayList<>();
    for (Field field : all) {
      if (field.name().equalsIgnoreCase(name)) {
        values.add(field.value());
      }
    }
    return values;
  }

  /** Whether a comma-separated list field names the lower-case option. */
  boolean lists(String name, String option) {
    return options(name).contains(option);
  }

  /** Writes each field that is meant for the other end, and none that is meant for the proxy. */
  void appendEndToEnd(StringBuilder head) {
    Set<String> named = options("connection");
    for (Field field : all) {
      String name = field.name().toLowerCase(Locale.ROOT);
      if (!OWN_TO_ONE_HOP.contains(name) && !named.contains(name)) {
        head.append(field.name()).append(": ").append(field.value()).append("\r\n");
      }
    }
  }

  private Set<String> options(String name) {
    Set<String> options = new HashSet<>();
    for (String value : values(name)) {
      for (String option : value.split(",", -1)) {
        options.add(option.strip().toLowerCase(Locale.ROOT));
      }
    }
    return options;
  }
}
