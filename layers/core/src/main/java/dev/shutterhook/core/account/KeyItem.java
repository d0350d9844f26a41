package dev.shutterhook.core.account;

import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromS;

import dev.shutterhook.core.table.Item;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** A key as an item: {@code key#} and its public id. */
final class KeyItem {
  static final String PREFIX = "key#";
  static final String ACCOUNT = "account";
  static final String HASH = "key_hash";
  static final String LABEL = "label";
  static final String CREATED_AT = "created_at";
  static final String REVOKED_AT = "revoked_at";
  static final String REQUESTS_PER_SECOND = "requests_per_second";
  static final String CAPTURES_PER_MONTH = "captures_per_month";

  /** The second, since 1970, in which requests are counted now. */
  static final String WINDOW = "window_second";

  /** Requests in that second. */
  static final String COUNT = "window_count";

  private KeyItem() {}

  static Map<String, AttributeValue> key(String publicId) {
    return Map.of("id", fromS(PREFIX + publicId));
  }

  static StoredKey read(Item item) {
    return new StoredKey(
        item.text("id").substring(PREFIX.length()),
        item.find(ACCOUNT).orElse(Authenticator.BOOTSTRAP_ACCOUNT),
        item.find(LABEL),
        limits(item),
        item.instant(CREATED_AT),
        item.instant(REVOKED_AT));
  }

  static KeyLimits limits(Item item) {
    Optional<Long> perSecond = item.findNumber(REQUESTS_PER_SECOND);
    return new KeyLimits(
        perSecond.map(Math::toIntExact).orElse(null),
        item.findNumber(CAPTURES_PER_MONTH).orElse(null));
  }
}
