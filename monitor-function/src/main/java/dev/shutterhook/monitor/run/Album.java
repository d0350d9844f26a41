package dev.shutterhook.monitor.run;

import dev.shutterhook.core.id.Id;
import dev.shutterhook.core.monitor.Diff;
import dev.shutterhook.core.monitor.Snapshot;
import dev.shutterhook.core.options.Format;
import dev.shutterhook.monitor.compare.Pictures;
import dev.shutterhook.monitor.compare.TextComparison;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;

/** What monitors keep in the bucket. Safe for threads. */
public final class Album {
  /** Of UTF-8; a text has no more characters that count. */
  private static final int MAX_TEXT_BYTES = 4 * TextComparison.MAX_CHARACTERS;

  private static final int BUFFER_BYTES = 64 * 1024;

  private final S3Client s3;
  private final String bucket;

  /** In that bucket. */
  public Album(S3Client s3, String bucket) {
    this.s3 = s3;
    this.bucket = bucket;
  }

  /**
   * A picture; empty where it is no longer stored, or is none.
   *
   * @param key of a PNG
   */
  Optional<Pictures.Reading> picture(String key) {
    try (InputStream png =
        new BufferedInputStream(s3.getObject(get -> get.bucket(bucket).key(key)), BUFFER_BYTES)) {
      return Optional.of(Pictures.read(png));
    } catch (NoSuchKeyException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What a page said; nothing where that was not kept, or is no longer stored. */
  String text(@Nullable String key) {
    if (key == null) {
      return "";
    }
    try (InputStream text = s3.getObject(get -> get.bucket(bucket).key(key))) {
      return new String(text.readNBytes(MAX_TEXT_BYTES), StandardCharsets.UTF_8);
    } catch (NoSuchKeyException e) {
      return "";
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Puts a picture of a difference where it belongs, and says where. */
  String keepDifference(Id monitor, Id run, byte[] png) {
    String key = Diff.PREFIX + monitor + "/" + run + "." + Format.PNG.extension();
    s3.putObject(
        put -> put.bucket(bucket).key(key).contentType(Format.PNG.contentType()),
        RequestBody.fromBytes(png));
    return key;
  }

  /** Copies a snapshot's files to where nothing deletes them but we. */
  Snapshot keep(Id monitor, Snapshot seen) {
    String text = seen.text();
    return seen.keptAt(
        copy(seen.picture(), Snapshot.keptKey(monitor, seen.run(), Format.PNG.extension())),
        text == null
            ? null
            : copy(text, Snapshot.keptKey(monitor, seen.run(), Format.TEXT.extension())));
  }

  private String copy(String from, String to) {
    if (!from.equals(to)) {
      s3.copyObject(
          copy ->
              copy.sourceBucket(bucket)
                  .sourceKey(from)
                  .destinationBucket(bucket)
                  .destinationKey(to));
    }
    return to;
  }

  /** Deletes the files of a snapshot that was kept. */
  void drop(Snapshot kept) {
    s3.deleteObject(delete -> delete.bucket(bucket).key(kept.picture()));
    String text = kept.text();
    if (text != null) {
      s3.deleteObject(delete -> delete.bucket(bucket).key(text));
    }
  }
}
