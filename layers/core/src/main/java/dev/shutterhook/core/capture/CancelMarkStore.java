package dev.shutterhook.core.capture;

import dev.shutterhook.core.id.Id;
import java.time.Duration;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * The bucket's folder of captures that nobody wants any more: an empty object each. The renderer
 * has no right to a table, so that this is where it learns of them. Safe for threads.
 */
public final class CancelMarkStore {
  /** The folder. Its lifecycle is longer than an order can wait. */
  public static final String PREFIX = "canceled/";

  private static final int FORBIDDEN = 403;
  private static final int NOT_FOUND = 404;

  private final S3Client s3;
  private final String bucket;

  /** Marks in that bucket. */
  public CancelMarkStore(S3Client s3, String bucket) {
    this.s3 = s3;
    this.bucket = bucket;
  }

  /** Says that an order shall be dropped. */
  public void put(Id capture) {
    s3.putObject(put -> put.bucket(bucket).key(key(capture)), RequestBody.empty());
  }

  /** Says that it shall be carried out after all. */
  public void remove(Id capture) {
    s3.deleteObject(delete -> delete.bucket(bucket).key(key(capture)));
  }

  /**
   * Whether an order shall be dropped. Who may not list the bucket is answered with 403 for what is
   * not there.
   *
   * @param most so long the bucket is asked
   * @throws software.amazon.awssdk.core.exception.SdkException where it does not answer
   */
  public boolean marked(Id capture, Duration most) {
    try {
      s3.headObject(
          head ->
              head.bucket(bucket)
                  .key(key(capture))
                  .overrideConfiguration(call -> call.apiCallTimeout(most)));
      return true;
    } catch (S3Exception e) {
      if (e.statusCode() == FORBIDDEN || e.statusCode() == NOT_FOUND) {
        return false;
      }
      throw e;
    }
  }

  private static String key(Id capture) {
    return PREFIX + capture;
  }
}
