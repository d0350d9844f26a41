package dev.shutterhook.core.account;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Whose request it is, by its {@code Authorization: Bearer} header. */
public final class Authenticator {
  /** The account of the bootstrap key. */
  public static final String BOOTSTRAP_ACCOUNT = "default";

  private static final String SCHEME = "bearer ";

  private final AccountStore accounts;
  private final Optional<String> bootstrapKeyHash;

  /**
   * @param accounts where keys are looked up
   * @param bootstrapKeyHash SHA-256, in hex, of a key that needs no table
   */
  public Authenticator(AccountStore accounts, Optional<String> bootstrapKeyHash) {
    this.accounts = accounts;
    this.bootstrapKeyHash = bootstrapKeyHash;
  }

  /** The account, or empty where the header is missing or names no key of ours. */
  public Optional<String> account(@Nullable String authorization) {
    if (authorization == null
        || !authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
      return Optional.empty();
    }
    String text = authorization.substring(SCHEME.length()).strip();
    if (bootstrapKeyHash.filter(hash -> same(hash, ApiKey.hash(text))).isPresent()) {
      return Optional.of(BOOTSTRAP_ACCOUNT);
    }
    return ApiKey.parse(text)
        .flatMap(
            key ->
                accounts
                    .findKey(key.publicId())
                    .filter(stored -> same(stored.hash(), key.hash()))
                    .map(AccountStore.StoredKey::account));
  }

  private static boolean same(String one, String other) {
    return MessageDigest.isEqual(
        one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
  }
}
