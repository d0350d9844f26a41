package dev.shutterhook.render.page;

import dev.shutterhook.render.script.ShippedText;

/** A function that runs inside the page, in a world of its own that the page cannot touch. */
enum PageScript {
  MISREAD("misread.js"),
  SETTLE("settle.js"),
  SWEEP("sweep.js"),
  WHOLE("whole.js"),
  STILL("still.js"),
  FACTS("facts.js");

  private final String source;

  PageScript(String file) {
    this.source = ShippedText.read(PageScript.class, file);
  }

  String source() {
    return source;
  }
}
