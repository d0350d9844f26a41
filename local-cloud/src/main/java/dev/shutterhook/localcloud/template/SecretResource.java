package dev.shutterhook.localcloud.template;

/**
 * An {@code AWS::SecretsManager::Secret} whose text is generated.
 *
 * @param arn what a dynamic reference names
 * @param length of the text, in characters
 */
public record SecretResource(String logicalId, String arn, int length) {}
