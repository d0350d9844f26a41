package dev.shutterhook.render;

import dev.shutterhook.core.egress.Destination;
import dev.shutterhook.core.request.WebUrl;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * One way to write an address, from {@code urls/spellings.tsv}.
 *
 * @param text as a client sends it
 * @param verdict the host and port that the guard decides on; {@code -} where it is refused
 * @param why what is peculiar
 */
public record Spelling(String text, String verdict, String why) {
  private static final Pattern UNIT = Pattern.compile("\\\\u([0-9a-f]{4})");

  public static List<Spelling> all() {
    try (InputStream in = Spelling.class.getResourceAsStream("/urls/spellings.tsv")) {
      if (in == null) {
        throw new IllegalStateException("no table of spellings");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.startsWith("#"))
          .map(line -> line.split("\t", -1))
          .map(parts -> new Spelling(unescaped(parts[0]), parts[1], parts[2]))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String unescaped(String text) {
    return UNIT.matcher(text)
        .replaceAll(unit -> Character.toString(Integer.parseInt(unit.group(1), 16)))
        .translateEscapes();
  }

  /** What a client's address leads to, as the guard decides; empty where it is refused. */
  public static Optional<Destination> decided(String text) {
    try {
      URI uri = WebUrl.parse(text).uri();
      int port = uri.getPort() >= 0 ? uri.getPort() : defaultPort(uri.getScheme());
      return Destination.of(uri.getHost(), port);
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  static int defaultPort(String scheme) {
    return scheme.equals("https") ? 443 : 80;
  }
}
