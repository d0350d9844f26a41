package dev.shutterhook.render;

import dev.shutterhook.core.aws.ClientBounds;
import dev.shutterhook.core.hash.Sha256;
import dev.shutterhook.core.id.Id;
import dev.shutterhook.core.options.Format;
import dev.shutterhook.core.render.Artifact;
import dev.shutterhook.render.page.Picture;
import dev.shutterhook.render.page.PictureSize;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.services.s3.S3Client;

/** Writes pictures to the bucket, each under a name made of its content. Safe for threads. */
final class ArtifactStore {
  private final S3Client s3;
  private final String bucket;

  ArtifactStore(S3Client s3, String bucket) {
    this.s3 = s3;
    this.bucket = bucket;
  }

  /**
   * Writes one; a second time with the same content changes nothing.
   *
   * @param timeout positive; a client's own bound holds where it is shorter
   * @throws software.amazon.awssdk.core.exception.SdkException where it cannot be written in time
   */
  Artifact put(Id capture, Picture picture, Duration timeout) {
    byte[] bytes = picture.bytes();
    String sha256 = Sha256.hex(bytes);
    String key = Artifact.keyOf(capture, sha256, picture.format());
    String type = picture.format().contentType();
    Duration most = ClientBounds.UPLOAD.call();
    Duration bounded = timeout.compareTo(most) < 0 ? timeout : most;
    // Unsafe means uncopied: nobody changes these bytes.
    ContentStreamProvider content = ContentStreamProvider.fromByteArrayUnsafe(bytes);
    s3.putObject(
        put ->
            put.bucket(bucket)
                .key(key)
                .contentType(type)
                .contentDisposition(disposition(picture.format()))
                .overrideConfiguration(call -> call.apiCallTimeout(bounded)),
        RequestBody.fromContentProvider(content, bytes.length, type));
    return new Artifact(
        picture.format(),
        key,
        bytes.length,
        picture.size().map(PictureSize::width).orElse(null),
        picture.size().map(PictureSize::height).orElse(null),
        sha256);
  }

  /**
   * Documents are a stranger's markup, scripts and all: opened from their link they would run, so
   * browsers are told to save them.
   */
  private static @Nullable String disposition(Format format) {
    return format.inert() ? null : "attachment";
  }
}
