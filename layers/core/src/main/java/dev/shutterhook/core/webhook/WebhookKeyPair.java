package dev.shutterhook.core.webhook;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.interfaces.EdECPrivateKey;
import java.security.spec.EdECPrivateKeySpec;
import java.security.spec.NamedParameterSpec;
import java.util.Arrays;
import java.util.Base64;

/**
 * The keys of an account's asymmetric signatures (Standard Webhooks, {@code v1a}: Ed25519, RFC
 * 8032). A receiver that has the public key alone can check a webhook and forge none.
 *
 * @param secretKey {@code whsk_} and the seed in base64
 * @param publicKey {@code whpk_} and the 32 bytes of RFC 8032 in base64
 */
public record WebhookKeyPair(String secretKey, String publicKey) implements SigningKey {
  /** Of either key (RFC 8032, 5.1.5). */
  public static final int BYTES = 32;

  private static final String SECRET_PREFIX = "whsk_";
  private static final String PUBLIC_PREFIX = "whpk_";
  private static final String ALGORITHM = "Ed25519";
  private static final String BETWEEN = " ";

  public WebhookKeyPair {
    if (bytes(SECRET_PREFIX, secretKey).length != BYTES
        || bytes(PUBLIC_PREFIX, publicKey).length != BYTES) {
      throw new IllegalArgumentException("a key of Ed25519 has " + BYTES + " bytes");
    }
  }

  /** A fresh pair, of the JDK's own randomness. */
  public static WebhookKeyPair random() {
    try {
      KeyPair pair = KeyPairGenerator.getInstance(ALGORITHM).generateKeyPair();
      byte[] seed = ((EdECPrivateKey) pair.getPrivate()).getBytes().orElseThrow();
      // RFC 8410, 4: the key's 32 bytes end its encoding.
      byte[] encoded = pair.getPublic().getEncoded();
      byte[] point = Arrays.copyOfRange(encoded, encoded.length - BYTES, encoded.length);
      return new WebhookKeyPair(SECRET_PREFIX + base64(seed), PUBLIC_PREFIX + base64(point));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has " + ALGORITHM, e);
    }
  }

  /**
   * Reads what {@link #text} wrote.
   *
   * @throws IllegalArgumentException where the text is not that of a pair
   */
  public static WebhookKeyPair parse(String text) {
    String[] keys = text.split(BETWEEN, -1);
    if (keys.length != 2) {
      throw new IllegalArgumentException("a pair is two keys");
    }
    return new WebhookKeyPair(keys[0], keys[1]);
  }

  /** Both keys as one text, which is a secret. */
  public String text() {
    return secretKey + BETWEEN + publicKey;
  }

  @Override
  public String sign(byte[] content) {
    try {
      byte[] seed = bytes(SECRET_PREFIX, secretKey);
      PrivateKey key =
          KeyFactory.getInstance(ALGORITHM)
              .generatePrivate(new EdECPrivateKeySpec(NamedParameterSpec.ED25519, seed));
      Signature signature = Signature.getInstance(ALGORITHM);
      signature.initSign(key);
      signature.update(content);
      return "v1a," + base64(signature.sign());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has " + ALGORITHM, e);
    }
  }

  private static byte[] bytes(String prefix, String key) {
    if (!key.startsWith(prefix)) {
      throw new IllegalArgumentException("this key begins with " + prefix);
    }
    return Base64.getDecoder().decode(key.substring(prefix.length()));
  }

  private static String base64(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }

  /** Never the secret key, which would end in a log. */
  @Override
  public String toString() {
    return publicKey;
  }
}
