package dev.shutterhook.core.options;

import dev.shutterhook.core.request.Fields;
import dev.shutterhook.core.request.Range;
import org.jspecify.annotations.Nullable;

/**
 * What a capture is made into.
 *
 * @param format the artifact's format
 * @param quality 1 to 100, only for jpeg and webp; null for the others
 */
public record Output(Format format, @Nullable Integer quality) {
  public static final Range QUALITY = new Range(1, 100, "");

  /** Chromium's own default for jpeg. */
  public static final int DEFAULT_QUALITY = 80;

  public Output {
    if (quality != null) {
      QUALITY.require("quality", quality);
    }
    if (format.lossy() != (quality != null)) {
      throw new IllegalArgumentException("quality goes with jpeg and webp, and only with them");
    }
  }

  static Output read(Fields fields) {
    Format format = fields.choice("format", Format.class).orElse(Format.PNG);
    Integer quality = fields.integer("quality", QUALITY).orElse(null);
    if (quality != null && !format.lossy()) {
      fields.fault("quality", "goes only with format jpeg or webp");
    }
    if (!format.lossy()) {
      return new Output(format, null);
    }
    return new Output(format, quality == null ? DEFAULT_QUALITY : quality);
  }
}
