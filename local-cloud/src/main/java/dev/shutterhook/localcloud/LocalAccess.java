package dev.shutterhook.localcloud;

import dev.shutterhook.localcloud.template.Template;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.regions.Region;

/** The region and the key pair of all three emulators; they protect nothing. */
final class LocalAccess {
  /** Letters and digits only: DynamoDB Local refuses other access keys. */
  static final AwsBasicCredentials CREDENTIALS =
      AwsBasicCredentials.create("shutterhooklocal", "shutterhook-local-secret");

  static final Region REGION = Region.of(Template.REGION);

  private LocalAccess() {}
}
