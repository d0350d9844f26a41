package dev.shutterhook.localcloud.template;

import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Reads {@code AWS::S3::Bucket}. */
final class BucketReader {
  private static final Set<String> DEPLOY_ONLY =
      Set.of(
          "BucketEncryption",
          "LifecycleConfiguration",
          "PublicAccessBlockConfiguration",
          "OwnershipControls",
          "LoggingConfiguration",
          "MetricsConfigurations",
          "Tags");

  private BucketReader() {}

  static BucketResource read(String logicalId, Properties properties) {
    properties.allow(List.of("BucketName"), DEPLOY_ONLY);
    String made = (Pseudo.STACK + "-" + logicalId).toLowerCase(Locale.ROOT);
    return new BucketResource(
        logicalId,
        properties.text("BucketName").orElse(made),
        properties.values().keySet().stream().filter(DEPLOY_ONLY::contains).toList());
  }
}
