package dev.shutterhook.render.page;

import dev.shutterhook.core.options.Format;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;

/**
 * A picture's own word about its size. Read from its head: ImageIO knows no webp, and would bring a
 * desktop into the image.
 *
 * @param width device pixels, positive
 * @param height device pixels, positive
 */
public record PictureSize(int width, int height) {
  private static final long PNG = 0x89504e470d0a1a0aL;
  private static final int RIFF = 0x52494646;
  private static final int WEBP = 0x57454250;
  private static final int LOSSY = 0x56503820;
  private static final int LOSSLESS = 0x5650384c;
  private static final int EXTENDED = 0x56503858;

  public PictureSize {
    if (width <= 0 || height <= 0) {
      throw new IllegalArgumentException("a picture has a size");
    }
  }

  /** Empty where the bytes are not of that format. */
  static Optional<PictureSize> read(Format format, byte[] bytes) {
    ByteBuffer in = ByteBuffer.wrap(bytes);
    try {
      return switch (format) {
        case PNG -> png(in);
        case JPEG -> jpeg(in);
        case WEBP -> webp(in);
        case PDF, HTML, MHTML, TEXT -> Optional.empty();
      };
    } catch (BufferUnderflowException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** PNG, section 11.2.2: IHDR comes first. */
  private static Optional<PictureSize> png(ByteBuffer in) {
    if (in.getLong() != PNG) {
      return Optional.empty();
    }
    in.position(16);
    return Optional.of(new PictureSize(in.getInt(), in.getInt()));
  }

  /** ITU-T T.81, B.2.2: the first frame header among the segments. */
  private static Optional<PictureSize> jpeg(ByteBuffer in) {
    if ((in.getShort() & 0xffff) != 0xffd8) {
      return Optional.empty();
    }
    while (true) {
      int marker = in.getShort() & 0xffff;
      int start = in.position();
      int length = in.getShort() & 0xffff;
      boolean frame = marker >= 0xffc0 && marker <= 0xffcf && marker != 0xffc4 && marker != 0xffcc;
      if (frame) {
        in.get();
        int height = in.getShort() & 0xffff;
        return Optional.of(new PictureSize(in.getShort() & 0xffff, height));
      }
      in.position(start + length);
    }
  }

  /** RFC 9649, sections 2.5 to 2.7. */
  private static Optional<PictureSize> webp(ByteBuffer in) {
    if (in.getInt() != RIFF || in.getInt(8) != WEBP) {
      return Optional.empty();
    }
    int kind = in.getInt(12);
    in.order(ByteOrder.LITTLE_ENDIAN);
    return switch (kind) {
      case LOSSY ->
          Optional.of(new PictureSize(in.getShort(26) & 0x3fff, in.getShort(28) & 0x3fff));
      case LOSSLESS -> {
        int bits = in.getInt(21);
        yield Optional.of(new PictureSize((bits & 0x3fff) + 1, ((bits >> 14) & 0x3fff) + 1));
      }
      case EXTENDED ->
          Optional.of(new PictureSize((in.getInt(24) & 0xffffff) + 1, (in.getInt(26) >>> 8) + 1));
      default -> Optional.empty();
    };
  }
}
