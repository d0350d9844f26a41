package dev.shutterhook.render.page;

import dev.shutterhook.core.options.Format;
import java.util.Optional;

/** The bytes of a picture or a document, and what their own head says of their size. */
public final class Picture {
  private final Format format;
  private final byte[] bytes;
  private final Optional<PictureSize> size;

  /**
   * Takes what the browser made.
   *
   * @throws IllegalStateException where it is empty or not of that format: Chromium calls an empty
   *     webp a success, and an empty picture must never reach a client
   */
  Picture(Format format, byte[] bytes) {
    this.format = format;
    this.bytes = bytes;
    this.size = PictureSize.read(format, bytes);
    boolean made =
        switch (format) {
          case PNG, JPEG, WEBP -> size.isPresent();
          case PDF -> bytes.length > 4 && bytes[0] == '%' && bytes[1] == 'P' && bytes[2] == 'D';
          case HTML, MHTML, TEXT -> bytes.length > 0;
        };
    if (!made) {
      throw new IllegalStateException("the browser made no " + format.extension());
    }
  }

  public Format format() {
    return format;
  }

  /** Not a copy: it may be 100 MB. */
  public byte[] bytes() {
    return bytes;
  }

  /** Empty for documents. */
  public Optional<PictureSize> size() {
    return size;
  }
}
