package dev.shutterhook.localcloud.template;

import java.util.List;
import java.util.Set;

/** Reads {@code AWS::SecretsManager::Secret}; bounds and defaults are Secrets Manager's. */
final class SecretReader {
  private static final int DEFAULT_LENGTH = 32;
  private static final int MAX_LENGTH = 4_096;

  private static final Set<String> DEPLOY_ONLY = Set.of("Description", "KmsKeyId", "Name", "Tags");

  /** They choose among characters; here all are letters and digits. */
  private static final Set<String> ALPHABET =
      Set.of("ExcludePunctuation", "ExcludeCharacters", "RequireEachIncludedType");

  private SecretReader() {}

  static SecretResource read(String logicalId, String arn, Properties properties) {
    properties.allow(List.of("GenerateSecretString"), DEPLOY_ONLY);
    Properties generated = properties.child("GenerateSecretString");
    generated.allow(List.of("PasswordLength"), ALPHABET);
    int length = generated.integer("PasswordLength", DEFAULT_LENGTH, 1, MAX_LENGTH);
    return new SecretResource(logicalId, arn, length);
  }
}
