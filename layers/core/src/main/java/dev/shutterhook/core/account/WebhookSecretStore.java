package dev.shutterhook.core.account;

import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromS;

import dev.shutterhook.core.seal.SealingKey;
import dev.shutterhook.core.table.Item;
import dev.shutterhook.core.webhook.WebhookSecret;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;

/** The secrets that sign webhooks, sealed, in the accounts' table. Safe for threads. */
public final class WebhookSecretStore {
  private static final String SECRET = "webhook_secret";

  private final DynamoDbClient dynamoDb;
  private final String table;
  private final RandomGenerator random;
  private final SealingKey key;

  /** Secrets in that table; {@code random} draws new ones and must be unguessable. */
  public WebhookSecretStore(
      DynamoDbClient dynamoDb, String table, RandomGenerator random, SealingKey key) {
    this.dynamoDb = dynamoDb;
    this.table = table;
    this.random = random;
    this.key = key;
  }

  /**
   * The secrets that sign an account's webhooks, the newest first; made where there is none.
   *
   * @throws IllegalStateException where they were sealed with another key
   */
  public List<WebhookSecret> of(String account) {
    String id = "account#" + account;
    String fresh = key.seal(WebhookSecret.random(random).text(), id);
    Map<String, AttributeValue> item =
        dynamoDb
            .updateItem(
                update ->
                    update
                        .tableName(table)
                        .key(Map.of("id", fromS(id)))
                        .updateExpression("SET #secret = if_not_exists(#secret, :fresh)")
                        .expressionAttributeNames(Map.of("#secret", SECRET))
                        .expressionAttributeValues(Map.of(":fresh", fromS(fresh)))
                        .returnValues(ReturnValue.ALL_NEW))
            .attributes();
    return List.of(new WebhookSecret(key.open(Item.of(item).text(SECRET), id)));
  }
}
