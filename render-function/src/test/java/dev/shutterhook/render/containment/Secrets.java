package dev.shutterhook.render.containment;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.Set;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;

/** Looks for secrets in what a page brought home. */
final class Secrets {
  private Secrets() {}

  static Set<Secret> in(String text) {
    Set<Secret> found = EnumSet.noneOf(Secret.class);
    for (Secret secret : Secret.values()) {
      if (text.contains(secret.text())) {
        found.add(secret);
      }
    }
    return found;
  }

  static Set<Secret> in(byte[] document, boolean pdf) throws IOException {
    if (!pdf) {
      return in(new String(document, StandardCharsets.ISO_8859_1));
    }
    try (PDDocument pages = Loader.loadPDF(document)) {
      return in(new PDFTextStripper().getText(pages));
    }
  }
}
