package dev.shutterhook.core.options;

import dev.shutterhook.core.request.Fields;
import java.util.List;

/** Fields that are right each alone and mean nothing together. */
final class Contradictions {
  private Contradictions() {}

  static void find(
      Fields fields,
      Output output,
      Extent extent,
      Emulation emulation,
      Identity identity,
      Changes changes) {
    if (!output.picture() && (extent.selector() != null || extent.clip() != null)) {
      fields.fault(
          extent.selector() != null ? "selector" : "clip",
          "goes only with format png, jpeg or webp");
    }
    if (!output.formats().stream().allMatch(Format::maskable)) {
      masked(fields, "mask", changes.mask());
      masked(fields, "mask_text", changes.maskText());
    }
    if (extent.fullPage() && changes.scrollTo() != null) {
      fields.fault("scroll_to", "cannot be given together with full_page");
    }
    if (!emulation.javascript() && changes.js() != null) {
      fields.fault("js", "cannot be given together with javascript false");
    }
    if (fields.given("html") && fields.given("basic_auth")) {
      fields.fault("basic_auth", "goes only with url");
    }
    if (fields.given("html") && !identity.headers().isEmpty()) {
      fields.fault("headers", "goes only with url");
    }
  }

  /** A document would say what is painted over in the picture beside it. */
  private static void masked(Fields fields, String field, List<String> masks) {
    if (!masks.isEmpty()) {
      fields.fault(field, "goes only with format png, jpeg, webp or text");
    }
  }
}
