package dev.shutterhook.core.account;

import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromS;

import dev.shutterhook.core.table.Item;
import dev.shutterhook.core.webhook.WebhookSecret;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;

/** The accounts' table: API keys by their public id, and each account's webhook secret. */
public final class AccountStore {
  private static final String SECRET = "webhook_secret";

  private final DynamoDbClient dynamoDb;
  private final String table;
  private final RandomGenerator random;

  /** Accounts in that table; {@code random} draws new secrets and must be unguessable. */
  public AccountStore(DynamoDbClient dynamoDb, String table, RandomGenerator random) {
    this.dynamoDb = dynamoDb;
    this.table = table;
    this.random = random;
  }

  /**
   * A key as it is stored.
   *
   * @param account whose it is
   * @param hash SHA-256 of the whole key, in hex
   */
  public record StoredKey(String account, String hash) {}

  /** Keeps a key's hash; the key itself is nowhere. A key that is there already stays. */
  public void keep(ApiKey key, String account, Instant now) {
    dynamoDb.updateItem(
        update ->
            update
                .tableName(table)
                .key(key("key#" + key.publicId()))
                .updateExpression(
                    "SET account = if_not_exists(account, :account),"
                        + " key_hash = if_not_exists(key_hash, :hash),"
                        + " created_at = if_not_exists(created_at, :now)")
                .expressionAttributeValues(
                    Map.of(
                        ":account", fromS(account),
                        ":hash", fromS(key.hash()),
                        ":now", fromS(now.toString()))));
  }

  /** What is stored of a key, by its public part; empty where no account has it. */
  public Optional<StoredKey> findKey(String publicId) {
    Map<String, AttributeValue> item =
        dynamoDb.getItem(get -> get.tableName(table).key(key("key#" + publicId))).item();
    return item.isEmpty()
        ? Optional.empty()
        : Optional.of(new StoredKey(Item.of(item).text("account"), Item.of(item).text("key_hash")));
  }

  /** The secrets that sign an account's webhooks, the newest first; made where there is none. */
  public List<WebhookSecret> webhookSecrets(String account) {
    Map<String, AttributeValue> item =
        dynamoDb
            .updateItem(
                update ->
                    update
                        .tableName(table)
                        .key(key("account#" + account))
                        .updateExpression("SET #secret = if_not_exists(#secret, :fresh)")
                        .expressionAttributeNames(Map.of("#secret", SECRET))
                        .expressionAttributeValues(
                            Map.of(":fresh", fromS(WebhookSecret.random(random).text())))
                        .returnValues(ReturnValue.ALL_NEW))
            .attributes();
    return List.of(new WebhookSecret(Item.of(item).text(SECRET)));
  }

  private static Map<String, AttributeValue> key(String id) {
    return Map.of("id", fromS(id));
  }
}
