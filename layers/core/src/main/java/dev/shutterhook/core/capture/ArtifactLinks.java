package dev.shutterhook.core.capture;

import dev.shutterhook.core.options.Format;
import dev.shutterhook.core.render.Artifact;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/** Presigned URLs of artifacts. They work as long as said or until the signer's role changes. */
public final class ArtifactLinks {
  /** Temporary credentials, which sign in Lambda, last no longer. */
  public static final Duration MAX_LIFETIME = Duration.ofHours(12);

  private final S3Presigner presigner;
  private final String bucket;
  private final Duration lifetime;
  private final InstantSource clock;

  /**
   * Links into a bucket.
   *
   * @param lifetime above zero, at most {@link #MAX_LIFETIME}
   * @throws IllegalArgumentException for any other lifetime
   */
  public ArtifactLinks(
      S3Presigner presigner, String bucket, Duration lifetime, InstantSource clock) {
    if (lifetime.isZero() || lifetime.compareTo(MAX_LIFETIME) > 0) {
      throw new IllegalArgumentException("a link lasts 1 s to " + MAX_LIFETIME);
    }
    this.presigner = presigner;
    this.bucket = bucket;
    this.lifetime = lifetime;
    this.clock = clock;
  }

  /**
   * A link.
   *
   * @param url where the artifact can be fetched without a key
   * @param expiresAt until when
   */
  public record Link(URI url, Instant expiresAt) {}

  /** A fresh link to an artifact; nobody is asked, so it is given for a missing one as well. */
  public Link to(Artifact artifact) {
    return to(artifact.key(), artifact.format());
  }

  /** The same to any file of the bucket. */
  public Link to(String key, Format format) {
    Instant expiresAt = clock.instant().plus(lifetime);
    var request =
        presigner.presignGetObject(
            presign ->
                presign
                    .signatureDuration(lifetime)
                    .getObjectRequest(
                        get ->
                            get.bucket(bucket).key(key).responseContentType(format.contentType())));
    return new Link(URI.create(request.url().toString()), expiresAt);
  }
}
