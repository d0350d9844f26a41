package dev.shutterhook.localcloud.template;

import java.util.List;

/**
 * An {@code AWS::S3::Bucket}.
 *
 * @param ignored the properties that protect or tidy a deployed bucket and do nothing here
 */
public record BucketResource(String logicalId, String name, List<String> ignored) {

  public BucketResource {
    ignored = List.copyOf(ignored);
  }
}
