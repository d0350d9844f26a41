package dev.shutterhook.core.capture;

import java.util.Optional;
import software.amazon.awssdk.core.sync.ResponseTransformer;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;

/** Reads what renderers have put into the bucket. */
public final class PictureStore {
  private final S3Client s3;
  private final String bucket;

  /** Pictures in that bucket. */
  public PictureStore(S3Client s3, String bucket) {
    this.s3 = s3;
    this.bucket = bucket;
  }

  /**
   * An artifact's bytes; empty where it is no longer stored.
   *
   * @param key the artifact's
   * @throws IllegalStateException where it has more bytes than that
   */
  public Optional<byte[]> read(String key, int mostBytes) {
    ResponseTransformer<GetObjectResponse, byte[]> bytes =
        (response, content) -> {
          if (response.contentLength() > mostBytes) {
            throw new IllegalStateException("an artifact over " + mostBytes + " bytes");
          }
          return content.readNBytes(mostBytes);
        };
    try {
      return Optional.of(s3.getObject(get -> get.bucket(bucket).key(key), bytes));
    } catch (NoSuchKeyException e) {
      return Optional.empty();
    }
  }
}
