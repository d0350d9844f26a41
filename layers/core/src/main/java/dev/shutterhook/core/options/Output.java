package dev.shutterhook.core.options;

import static com.fasterxml.jackson.annotation.JsonFormat.Feature.ACCEPT_SINGLE_VALUE_AS_ARRAY;
import static com.fasterxml.jackson.annotation.JsonFormat.Feature.WRITE_SINGLE_ELEM_ARRAYS_UNWRAPPED;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.node.JsonNodeType;
import dev.shutterhook.core.request.Fields;
import dev.shutterhook.core.request.Range;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a capture is made into.
 *
 * @param formats at least one, each once; all are made from one load of the page, and the first is
 *     the one that is shown where one is asked for
 * @param quality 1 to 100, only for jpeg and webp; null for the others
 * @param omitBackground whether what the page leaves blank can be seen through
 * @param pdf how it is printed; null for Chromium's own way, and where there is no pdf
 */
public record Output(
    @JsonProperty("format")
        @JsonFormat(with = {ACCEPT_SINGLE_VALUE_AS_ARRAY, WRITE_SINGLE_ELEM_ARRAYS_UNWRAPPED})
        List<Format> formats,
    @Nullable Integer quality,
    @JsonInclude(JsonInclude.Include.NON_DEFAULT) boolean omitBackground,
    @Nullable Pdf pdf) {
  public static final Range QUALITY = new Range(1, 100, "");

  /** Chromium's own default for jpeg. */
  public static final int DEFAULT_QUALITY = 80;

  public Output {
    formats = List.copyOf(formats);
    if (formats.isEmpty() || formats.stream().distinct().count() != formats.size()) {
      throw new IllegalArgumentException("at least one format, and each once");
    }
    if (quality != null) {
      QUALITY.require("quality", quality);
    }
    if (formats.stream().anyMatch(Format::lossy) != (quality != null)) {
      throw new IllegalArgumentException("quality goes with jpeg and webp, and only with them");
    }
  }

  /** One format with Chromium's own quality. */
  public static Output of(Format format) {
    return new Output(List.of(format), format.lossy() ? DEFAULT_QUALITY : null, false, null);
  }

  /** Whether one of them is made of pixels. */
  public boolean picture() {
    return formats.stream().anyMatch(Format::picture);
  }

  static Output read(Fields fields) {
    List<Format> formats = formats(fields);
    boolean lossy = formats.stream().anyMatch(Format::lossy);
    Integer quality = fields.integer("quality", QUALITY).orElse(lossy ? DEFAULT_QUALITY : null);
    if (quality != null && !lossy) {
      fields.fault("quality", "goes only with format jpeg or webp");
    }
    boolean omit = fields.flag("omit_background", false);
    if (omit && formats.stream().noneMatch(Format::transparent)) {
      fields.fault("omit_background", "goes only with format png or webp");
    }
    Pdf pdf = fields.inner("pdf").map(Pdf::read).orElse(null);
    if (fields.given("pdf") && !formats.contains(Format.PDF)) {
      fields.fault("pdf", "goes only with format pdf");
    }
    return new Output(formats, lossy ? quality : null, omit, pdf);
  }

  private static List<Format> formats(Fields fields) {
    if (!fields.given("format", JsonNodeType.ARRAY)) {
      return List.of(fields.choice("format", Format.class).orElse(Format.PNG));
    }
    List<Format> formats = fields.choices("format", 1, Format.class);
    return formats.isEmpty() ? List.of(Format.PNG) : formats;
  }
}
