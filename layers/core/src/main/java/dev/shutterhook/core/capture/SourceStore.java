package dev.shutterhook.core.capture;

import dev.shutterhook.core.id.Id;
import dev.shutterhook.core.options.Source;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;

/** The bucket's folder of documents that clients sent as html. */
public final class SourceStore {
  private final S3Client s3;
  private final String bucket;

  /** Documents in that bucket. */
  public SourceStore(S3Client s3, String bucket) {
    this.s3 = s3;
    this.bucket = bucket;
  }

  /** Puts a document where the table can name it; a page on the web is left as it is. */
  public Source keep(Id capture, Source source) {
    if (!(source instanceof Source.Document(String html))) {
      return source;
    }
    Source.StoredDocument stored = Source.StoredDocument.of(capture);
    s3.putObject(
        put -> put.bucket(bucket).key(stored.key()).contentType("text/html; charset=utf-8"),
        RequestBody.fromString(html, StandardCharsets.UTF_8));
    return stored;
  }

  /** Deletes a document; a page on the web is left as it is. */
  public void delete(Source source) {
    if (source instanceof Source.StoredDocument(String key)) {
      s3.deleteObject(delete -> delete.bucket(bucket).key(key));
    }
  }

  /** The source as an order carries it; empty where its document is no longer stored. */
  public Optional<Source> fetch(Source source) {
    if (!(source instanceof Source.StoredDocument(String key))) {
      return Optional.of(source);
    }
    try {
      return Optional.of(
          new Source.Document(
              s3.getObjectAsBytes(get -> get.bucket(bucket).key(key)).asUtf8String()));
    } catch (NoSuchKeyException e) {
      return Optional.empty();
    }
  }
}
