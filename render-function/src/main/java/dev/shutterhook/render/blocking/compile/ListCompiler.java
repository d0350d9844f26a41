package dev.shutterhook.render.blocking.compile;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Compiles the lists of one folder into another: {@code ListCompiler lists target/classes/…}. */
public final class ListCompiler {
  private static final String PUBLIC_SUFFIXES = "/effective_tld_names.dat";

  private ListCompiler() {}

  /** Writes one file for each list and one for the public suffixes, and says what is in them. */
  public static void main(String[] arguments) throws IOException {
    Path lists = Path.of(arguments[0]);
    Path out = Files.createDirectories(Path.of(arguments[1]));
    for (String name : List.of("ads", "trackers", "cookies")) {
      ListText text = ListText.of(Files.readAllLines(lists.resolve(name + ".txt")));
      try (OutputStream file = file(out.resolve(name + ".bin"))) {
        text.compile().write(file);
      }
      System.out.println(name + ": " + text.census());
    }
    try (InputStream in = ListCompiler.class.getResourceAsStream(PUBLIC_SUFFIXES);
        OutputStream file = file(out.resolve("public-suffixes.bin"))) {
      if (in == null) {
        throw new IOException("crawler-commons ships no " + PUBLIC_SUFFIXES + " any more");
      }
      SuffixText.read(in).write(file);
    }
  }

  private static OutputStream file(Path path) throws IOException {
    return new BufferedOutputStream(Files.newOutputStream(path));
  }
}
