package dev.shutterhook.core.capture;

import dev.shutterhook.core.id.Id;
import dev.shutterhook.core.render.Artifact;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.core.sync.ResponseTransformer;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** The bucket's folders of pictures, for those who read, copy or clear them. Safe for threads. */
public final class PictureStore {
  /** A folder has a file for each format and try; S3 lists a thousand at a time. */
  private static final int MOST_PAGES = 3;

  private static final int FORBIDDEN = 403;
  private static final int NOT_FOUND = 404;

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

  /**
   * Deletes every file of a capture: those that its record names, and those of tries that it does
   * not.
   *
   * @throws IllegalStateException where S3 keeps one
   */
  public void deleteAll(Id capture) {
    deleteAll(Artifact.folderOf(capture));
  }

  /**
   * Deletes what lies in a folder, three thousand files at most.
   *
   * @param folder with a slash at its end
   * @return whether nothing is left
   * @throws IllegalStateException where S3 keeps one
   */
  public boolean deleteAll(String folder) {
    for (int page = 0; page < MOST_PAGES; page++) {
      ListObjectsV2Response listed = s3.listObjectsV2(list -> list.bucket(bucket).prefix(folder));
      if (listed.contents().isEmpty()) {
        return true;
      }
      delete(
          listed.contents().stream()
              .map(file -> ObjectIdentifier.builder().key(file.key()).build())
              .toList());
      if (!Boolean.TRUE.equals(listed.isTruncated())) {
        return true;
      }
    }
    return false;
  }

  /** Deletes one file; where there is none, nothing happens. */
  public void delete(String key) {
    s3.deleteObject(file -> file.bucket(bucket).key(key));
  }

  /**
   * Copies a file of one capture into the folder of another.
   *
   * @return the copy; empty where the file is gone
   */
  public Optional<Artifact> copy(Artifact artifact, Id to) {
    String key = Artifact.keyOf(to, artifact.sha256(), artifact.format());
    return copy(artifact.key(), key)
        ? Optional.of(
            new Artifact(
                artifact.format(),
                key,
                artifact.sizeBytes(),
                artifact.width(),
                artifact.height(),
                artifact.sha256()))
        : Optional.empty();
  }

  /** Copies a file to another place. False where it is gone. */
  public boolean copy(String from, String to) {
    try {
      s3.copyObject(
          copy ->
              copy.sourceBucket(bucket)
                  .sourceKey(from)
                  .destinationBucket(bucket)
                  .destinationKey(to));
      return true;
    } catch (S3Exception e) {
      // Who may not list the whole bucket is answered with 403 for what is not there.
      if (e.statusCode() == FORBIDDEN || e.statusCode() == NOT_FOUND) {
        return false;
      }
      throw e;
    }
  }

  private void delete(List<ObjectIdentifier> files) {
    int kept =
        s3.deleteObjects(call -> call.bucket(bucket).delete(all -> all.objects(files).quiet(true)))
            .errors()
            .size();
    if (kept > 0) {
      throw new IllegalStateException("S3 kept " + kept + " of " + files.size() + " files");
    }
  }
}
