package dev.shutterhook.core.render;

import dev.shutterhook.core.id.Id;
import dev.shutterhook.core.options.Format;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A file that a capture was made into, under a name made of its content.
 *
 * @param format its format
 * @param key its key in the bucket: {@code captures/{id}/{sha256}.{ext}}
 * @param sizeBytes its size
 * @param width device pixels; null for documents
 * @param height device pixels; null for documents
 * @param sha256 of its bytes, in lower-case hex
 */
public record Artifact(
    Format format,
    String key,
    long sizeBytes,
    @Nullable Integer width,
    @Nullable Integer height,
    String sha256) {
  /** The renderer may write nowhere else. */
  public static final String PREFIX = "captures/";

  private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");

  public Artifact {
    if (!SHA256.matcher(sha256).matches()) {
      throw new IllegalArgumentException("sha256 must be 64 hex digits");
    }
    if (sizeBytes <= 0) {
      throw new IllegalArgumentException("an artifact is never empty");
    }
    if (!key.startsWith(PREFIX) || !key.endsWith(sha256 + "." + format.extension())) {
      throw new IllegalArgumentException("key does not follow from capture and content");
    }
  }

  /** Where a capture's file with such content lies. */
  public static String keyOf(Id capture, String sha256, Format format) {
    return folderOf(capture) + sha256 + "." + format.extension();
  }

  /** Where all files of a capture lie. */
  public static String folderOf(Id capture) {
    return PREFIX + capture + "/";
  }
}
