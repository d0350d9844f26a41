package dev.shutterhook.localcloud;

import dev.shutterhook.localcloud.template.BucketResource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.NoSuchBucketException;

/** Makes buckets as the template describes them, and keeps those that exist. */
final class Buckets {
  private static final Logger LOG = LoggerFactory.getLogger(Buckets.class);

  private final S3Client client;

  Buckets(S3Client client) {
    this.client = client;
  }

  void ensure(BucketResource bucket) {
    bucket.ignored().forEach(name -> LOG.info("ignored: {} of {}", name, bucket.logicalId()));
    try {
      client.headBucket(call -> call.bucket(bucket.name()));
    } catch (NoSuchBucketException e) {
      client.createBucket(call -> call.bucket(bucket.name()));
    }
  }
}
