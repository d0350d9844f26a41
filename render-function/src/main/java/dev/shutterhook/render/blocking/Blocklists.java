package dev.shutterhook.render.blocking;

import dev.shutterhook.render.blocking.index.ListFile;
import dev.shutterhook.render.blocking.index.SuffixFile;
import dev.shutterhook.render.blocking.rule.PublicSuffixes;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * The lists that ship with this function. Each is opened when it is first asked for and kept. Safe
 * for threads.
 */
public final class Blocklists {
  private static final Blocklists SHIPPED =
      new Blocklists(list -> new ListRules(open(list.file(), ListFile::read)));

  private final Map<Blocklist, ListRules> lists = new ConcurrentHashMap<>();
  private final Function<Blocklist, ListRules> opener;

  /** Apart, so that who blocks nothing reads nothing. */
  private static final class Suffixes {
    static final PublicSuffixes SHIPPED =
        new PublicSuffixes(open("public-suffixes.bin", SuffixFile::read));
  }

  private interface Reader<T> {
    T read(InputStream in) throws IOException;
  }

  Blocklists(Function<Blocklist, ListRules> opener) {
    this.opener = opener;
  }

  public static Blocklists shipped() {
    return SHIPPED;
  }

  /** Opens lists ahead of their first use. */
  public void warmUp(Set<Blocklist> wanted) {
    wanted.forEach(this::rules);
  }

  ListRules rules(Blocklist list) {
    return lists.computeIfAbsent(list, opener);
  }

  PublicSuffixes suffixes() {
    return Suffixes.SHIPPED;
  }

  private static <T> T open(String file, Reader<T> reader) {
    try (InputStream in = Blocklists.class.getResourceAsStream(file)) {
      if (in == null) {
        throw new IllegalStateException(file + " is missing beside its class: the build makes it");
      }
      return reader.read(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
