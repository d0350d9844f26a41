package dev.shutterhook.render.page;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** A function that runs inside the page, in a world of its own that the page cannot touch. */
enum PageScript {
  LIVELY("lively.js"),
  MISREAD("misread.js"),
  SETTLE("settle.js"),
  SWEEP("sweep.js"),
  WHOLE("whole.js"),
  STILL("still.js"),
  FACTS("facts.js");

  private final String source;

  PageScript(String file) {
    try (InputStream in = PageScript.class.getResourceAsStream(file)) {
      if (in == null) {
        throw new IllegalStateException(file + " is missing beside its class");
      }
      this.source = new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  String source() {
    return source;
  }
}
