package dev.shutterhook.core.account;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * Whose request it is, by its {@code Authorization: Bearer} header, and whether its key may send
 * another one. What cannot be a key, its checksum included, is found out without any table. Safe
 * for threads.
 */
public final class Authenticator {
  /** The account of the bootstrap key. */
  public static final String BOOTSTRAP_ACCOUNT = "default";

  /** In the place of a public id: the bootstrap key may be any text. */
  public static final String BOOTSTRAP_KEY = "bootstrap";

  private static final String SCHEME = "bearer ";

  private final RequestRate rate;
  private final Optional<String> bootstrapKeyHash;

  /**
   * An authenticator by that table.
   *
   * @param defaults what a key may that has no limits of its own
   * @param bootstrapKeyHash SHA-256, in hex, of a key that nobody put into the table
   */
  public Authenticator(
      DynamoDbClient dynamoDb,
      String accountsTable,
      DefaultLimits defaults,
      Optional<String> bootstrapKeyHash,
      InstantSource clock) {
    this.rate = new RequestRate(dynamoDb, accountsTable, defaults, clock);
    this.bootstrapKeyHash = bootstrapKeyHash;
  }

  /** Counts a request with this header, and says what becomes of it. */
  public Admission admit(@Nullable String authorization) {
    if (authorization == null
        || !authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
      return new Admission.Stranger();
    }
    String text = authorization.substring(SCHEME.length()).strip();
    if (bootstrapKeyHash.filter(hash -> same(hash, ApiKey.hash(text))).isPresent()) {
      return rate.count(BOOTSTRAP_KEY, Optional.empty());
    }
    return ApiKey.parse(text)
        .map(key -> rate.count(key.publicId(), Optional.of(key.hash())))
        .orElseGet(Admission.Stranger::new);
  }

  private static boolean same(String one, String other) {
    return MessageDigest.isEqual(one.getBytes(UTF_8), other.getBytes(UTF_8));
  }
}
