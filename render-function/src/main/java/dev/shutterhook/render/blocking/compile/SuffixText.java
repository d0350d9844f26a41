package dev.shutterhook.render.blocking.compile;

import dev.shutterhook.render.blocking.index.SuffixFile;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.IDN;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The text of the Public Suffix List. */
final class SuffixText {
  private SuffixText() {}

  static SuffixFile read(InputStream in) throws IOException {
    List<String> suffixes = new ArrayList<>();
    List<String> wildcards = new ArrayList<>();
    List<String> exceptions = new ArrayList<>();
    BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      String rule = line.strip();
      if (rule.isEmpty() || rule.startsWith("//")) {
        continue;
      }
      if (rule.startsWith("*.")) {
        wildcards.add(ascii(rule.substring(2)));
      } else if (rule.startsWith("!")) {
        exceptions.add(ascii(rule.substring(1)));
      } else {
        suffixes.add(ascii(rule));
      }
    }
    return SuffixFile.of(suffixes, wildcards, exceptions);
  }

  private static String ascii(String rule) {
    return IDN.toASCII(rule, IDN.ALLOW_UNASSIGNED).toLowerCase(Locale.ROOT);
  }
}
