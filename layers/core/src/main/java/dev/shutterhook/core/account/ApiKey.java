package dev.shutterhook.core.account;

import dev.shutterhook.core.hash.Sha256;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;
import java.util.zip.CRC32;

/**
 * An API key: {@code shk_}, a public id of 8 bytes, a secret of 32 bytes and a CRC-32 of both, in
 * hex. By the checksum a mistyped key, and what a secret scanner found, is known without a look at
 * any table.
 *
 * @param text the whole spelling
 */
public record ApiKey(String text) {
  public static final String PREFIX = "shk_";

  private static final int ID_BYTES = 8;
  private static final int SECRET_BYTES = 32;
  private static final int BODY_DIGITS = 2 * (ID_BYTES + SECRET_BYTES);
  private static final Pattern SHAPE =
      Pattern.compile(PREFIX + "[0-9a-f]{" + (BODY_DIGITS + 8) + "}");
  private static final HexFormat HEX = HexFormat.of();

  /** A fresh key; {@code random} must be unguessable. */
  public static ApiKey random(RandomGenerator random) {
    byte[] bytes = new byte[ID_BYTES + SECRET_BYTES];
    random.nextBytes(bytes);
    String body = HEX.formatHex(bytes);
    return new ApiKey(PREFIX + body + checksum(body));
  }

  /** Reads a key; empty where it cannot be one, its checksum included. */
  public static Optional<ApiKey> parse(String text) {
    if (!SHAPE.matcher(text).matches()) {
      return Optional.empty();
    }
    String body = text.substring(PREFIX.length(), PREFIX.length() + BODY_DIGITS);
    return text.endsWith(checksum(body)) ? Optional.of(new ApiKey(text)) : Optional.empty();
  }

  /** The part that may be shown and looked up. */
  public String publicId() {
    return text.substring(PREFIX.length(), PREFIX.length() + 2 * ID_BYTES);
  }

  /** What is stored of it: SHA-256 in hex. A secret of 256 bits needs no slow hash. */
  public String hash() {
    return hash(text);
  }

  /** SHA-256 in hex of any text. */
  public static String hash(String text) {
    return Sha256.hex(text);
  }

  private static String checksum(String body) {
    CRC32 crc = new CRC32();
    crc.update(body.getBytes(StandardCharsets.US_ASCII));
    return HEX.toHexDigits((int) crc.getValue());
  }

  /** Never the secret, which would end in a log. */
  @Override
  public String toString() {
    return PREFIX + "…";
  }
}
