package dev.shutterhook.core.seal;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.shutterhook.core.random.FreshRandom;
import java.security.GeneralSecurityException;
import java.security.spec.AlgorithmParameterSpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import javax.crypto.Cipher;
import javax.crypto.KDF;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.HKDFParameterSpec;

/**
 * The stack's own key: AES-256-GCM (NIST SP 800-38D) under a key that HKDF (RFC 5869) makes of a
 * secret text. Safe for threads.
 */
public final class SealingKey {
  /** A secret of letters and digits has 190 bits then. */
  public static final int MIN_SECRET_LENGTH = 32;

  private static final String VERSION = "v1.";
  private static final byte[] PURPOSE = "shutterhook sealing v1".getBytes(UTF_8);
  private static final byte[] NAMING = "shutterhook naming v1".getBytes(UTF_8);
  private static final String MAC = "HmacSHA256";
  private static final int KEY_BYTES = 32;
  private static final int NONCE_BYTES = 12;
  private static final int TAG_BITS = 128;
  private static final String UNRESOLVED = "{{resolve:";

  private final SecretKey key;
  private final SecretKey naming;
  private final FreshRandom random = FreshRandom.shared();

  private SealingKey(SecretKey key, SecretKey naming) {
    this.key = key;
    this.naming = naming;
  }

  /**
   * Makes the key of a secret, which only a generator of secrets can have made.
   *
   * @throws IllegalArgumentException where the text is short, or a reference that nobody resolved
   */
  public static SealingKey parse(String secret) {
    if (secret.startsWith(UNRESOLVED)) {
      throw new IllegalArgumentException("is a reference that was not resolved: give a secret");
    }
    if (secret.length() < MIN_SECRET_LENGTH) {
      throw new IllegalArgumentException("must have at least " + MIN_SECRET_LENGTH + " characters");
    }
    try {
      KDF kdf = KDF.getInstance("HKDF-SHA256");
      return new SealingKey(
          kdf.deriveKey("AES", derivation(secret, PURPOSE)),
          kdf.deriveKey(MAC, derivation(secret, NAMING)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK from 25 on has HKDF", e);
    }
  }

  private static AlgorithmParameterSpec derivation(String secret, byte[] purpose) {
    return HKDFParameterSpec.ofExtract()
        .addIKM(secret.getBytes(UTF_8))
        .thenExpand(purpose, KEY_BYTES);
  }

  /**
   * A name for a text, by which equal ones are found: HMAC-SHA256 in hex. Without the key nobody
   * can try which text it is of.
   */
  public String fingerprint(String text) {
    try {
      Mac mac = Mac.getInstance(MAC);
      mac.init(naming);
      return HexFormat.of().formatHex(mac.doFinal(text.getBytes(UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has " + MAC, e);
    }
  }

  /**
   * Makes a text unreadable.
   *
   * @param place where it will lie; it opens nowhere else
   */
  public String seal(String text, String place) {
    byte[] nonce = new byte[NONCE_BYTES];
    random.nextBytes(nonce);
    try {
      byte[] sealed = cipher(Cipher.ENCRYPT_MODE, nonce, place).doFinal(text.getBytes(UTF_8));
      byte[] whole = Arrays.copyOf(nonce, NONCE_BYTES + sealed.length);
      System.arraycopy(sealed, 0, whole, NONCE_BYTES, sealed.length);
      return VERSION + Base64.getUrlEncoder().withoutPadding().encodeToString(whole);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has AES in GCM", e);
    }
  }

  /**
   * Reads what was sealed.
   *
   * @param place the one that it was sealed for
   * @throws IllegalStateException where it was sealed with another key, for another place, or was
   *     changed
   */
  public String open(String sealed, String place) {
    try {
      if (!sealed.startsWith(VERSION)) {
        throw new IllegalStateException("sealed in a way that is not known here");
      }
      byte[] whole = Base64.getUrlDecoder().decode(sealed.substring(VERSION.length()));
      if (whole.length < NONCE_BYTES) {
        throw new IllegalStateException("too short to have been sealed");
      }
      byte[] nonce = Arrays.copyOf(whole, NONCE_BYTES);
      byte[] rest = Arrays.copyOfRange(whole, NONCE_BYTES, whole.length);
      return new String(cipher(Cipher.DECRYPT_MODE, nonce, place).doFinal(rest), UTF_8);
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      throw new IllegalStateException("does not open with this key", e);
    }
  }

  private Cipher cipher(int mode, byte[] nonce, String place) throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
    cipher.updateAAD(place.getBytes(UTF_8));
    return cipher;
  }

  /** Never the key. */
  @Override
  public String toString() {
    return "SealingKey";
  }
}
