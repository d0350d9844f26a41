package dev.shutterhook.core.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WebhookKeyPairTest {
  /** RFC 8410, 10.1: what precedes the 32 bytes in a SubjectPublicKeyInfo. */
  private static final String SPKI = "302a300506032b6570032100";

  private static final byte[] CONTENT = "msg_1.1793534400.{\"text\":\"é😀\"}".getBytes(UTF_8);

  private final WebhookKeyPair pair = WebhookKeyPair.random();

  /** By the JDK's own verifier, from the public key as a receiver has it. */
  private static boolean verifies(String publicKey, String signature, byte[] content)
      throws GeneralSecurityException {
    byte[] raw = Base64.getDecoder().decode(publicKey.substring("whpk_".length()));
    byte[] encoded = HexFormat.of().parseHex(SPKI + HexFormat.of().formatHex(raw));
    PublicKey key =
        KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(encoded));
    Signature verifier = Signature.getInstance("Ed25519");
    verifier.initVerify(key);
    verifier.update(content);
    return verifier.verify(Base64.getDecoder().decode(signature.substring("v1a,".length())));
  }

  private static String base64(String hex) {
    return Base64.getEncoder().encodeToString(HexFormat.of().parseHex(hex));
  }

  /** RFC 8032, 7.1, TEST 2. */
  @Test
  void signsAsTheRfcDoes() {
    WebhookKeyPair known =
        new WebhookKeyPair(
            "whsk_" + base64("4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb"),
            "whpk_" + base64("3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c"));
    assertEquals(
        "v1a,"
            + base64(
                "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da"
                    + "085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00"),
        known.sign(new byte[] {0x72}));
  }

  @Test
  void signsWhatItsPublicKeyVerifiesAndNoOther() throws GeneralSecurityException {
    String signature = pair.sign(CONTENT);
    assertTrue(verifies(pair.publicKey(), signature, CONTENT));
    assertFalse(verifies(WebhookKeyPair.random().publicKey(), signature, CONTENT));
    for (int bit = 0; bit < CONTENT.length * Byte.SIZE; bit++) {
      byte[] changed = CONTENT.clone();
      changed[bit / Byte.SIZE] ^= (byte) (1 << bit % Byte.SIZE);
      assertFalse(verifies(pair.publicKey(), signature, changed), "bit " + bit);
    }
  }

  @Test
  void isReadAsItWasWritten() {
    assertEquals(pair, WebhookKeyPair.parse(pair.text()));
    assertNotEquals(pair, WebhookKeyPair.random());
  }

  @Test
  void neverShowsTheSecretKey() {
    assertFalse(pair.toString().contains(pair.secretKey().substring("whsk_".length())));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "whsk_ whpk_", "whsk_AAAA whpk_AAAA", "whpk_ whsk_", "a b c"})
  void isNotMadeOfAnythingElse(String text) {
    assertThrows(IllegalArgumentException.class, () -> WebhookKeyPair.parse(text));
  }
}
