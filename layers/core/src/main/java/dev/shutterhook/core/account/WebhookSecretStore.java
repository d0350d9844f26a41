package dev.shutterhook.core.account;

import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromS;

import dev.shutterhook.core.account.Rotation.Rotated;
import dev.shutterhook.core.account.Rotation.UnderWay;
import dev.shutterhook.core.seal.SealingKey;
import dev.shutterhook.core.table.Item;
import dev.shutterhook.core.webhook.WebhookSecret;
import dev.shutterhook.core.webhook.WebhookSecrets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;

/** The secrets that sign webhooks, sealed, in the accounts' table. Safe for threads. */
public final class WebhookSecretStore {
  private static final String SECRET = "webhook_secret";
  private static final String PREVIOUS = "webhook_secret_previous";
  private static final String REPLACED_AT = "webhook_secret_replaced_at";

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
   * The secrets that an account's receivers may have, the newest first; made where there is none.
   *
   * @throws IllegalStateException where they were sealed with another key
   */
  public List<WebhookSecret> of(String account) {
    WebhookSecrets secrets = find(account);
    return Stream.concat(
            Stream.of(secrets.current()),
            secrets.previous().map(WebhookSecrets.Previous::secret).stream())
        .toList();
  }

  /**
   * An account's secrets as the last write left them; made where there is none.
   *
   * @throws IllegalStateException where they were sealed with another key
   */
  public WebhookSecrets find(String account) {
    return opened(item(account), place(account));
  }

  /**
   * Makes a fresh secret, once: of two who ask at the same moment one gets it.
   *
   * @param revokePrevious ends the secret that was replaced before, where it still signs; the one
   *     that is replaced now signs on in any case
   */
  public Rotation rotate(String account, boolean revokePrevious, Instant now) {
    Item seen = item(account);
    Optional<WebhookSecrets.Previous> signing =
        opened(seen, place(account)).previousAt(now).filter(_ -> !revokePrevious);
    if (signing.isPresent()) {
      return new UnderWay(signing.get().until());
    }
    try {
      return new Rotated(opened(replace(account, seen.text(SECRET), now), place(account)));
    } catch (ConditionalCheckFailedException e) {
      return new UnderWay(
          find(account)
              .previous()
              .map(WebhookSecrets.Previous::until)
              .orElseThrow(() -> new IllegalStateException("changed, and not by a rotation", e)));
    }
  }

  private Item replace(String account, String sealed, Instant now) {
    return Item.of(
        dynamoDb
            .updateItem(
                update ->
                    update
                        .tableName(table)
                        .key(key(account))
                        .updateExpression(
                            "SET #secret = :fresh, #previous = #secret, #replaced_at = :now")
                        .conditionExpression("#secret = :seen")
                        .expressionAttributeNames(
                            Map.of(
                                "#secret", SECRET,
                                "#previous", PREVIOUS,
                                "#replaced_at", REPLACED_AT))
                        .expressionAttributeValues(
                            Map.of(
                                ":fresh", fromS(fresh(account)),
                                ":seen", fromS(sealed),
                                ":now", fromS(now.toString())))
                        .returnValues(ReturnValue.ALL_NEW))
            .attributes());
  }

  private Item item(String account) {
    Item found =
        Item.of(
            dynamoDb
                .getItem(get -> get.tableName(table).key(key(account)).consistentRead(true))
                .item());
    return found.find(SECRET).isPresent() ? found : made(account);
  }

  private Item made(String account) {
    return Item.of(
        dynamoDb
            .updateItem(
                update ->
                    update
                        .tableName(table)
                        .key(key(account))
                        .updateExpression("SET #secret = if_not_exists(#secret, :fresh)")
                        .expressionAttributeNames(Map.of("#secret", SECRET))
                        .expressionAttributeValues(Map.of(":fresh", fromS(fresh(account))))
                        .returnValues(ReturnValue.ALL_NEW))
            .attributes());
  }

  private WebhookSecrets opened(Item item, String place) {
    Instant replacedAt = item.instant(REPLACED_AT);
    return new WebhookSecrets(
        new WebhookSecret(key.open(item.text(SECRET), place)),
        Optional.ofNullable(replacedAt)
            .map(
                at ->
                    new WebhookSecrets.Previous(
                        new WebhookSecret(key.open(item.text(PREVIOUS), place)), at)));
  }

  private String fresh(String account) {
    return key.seal(WebhookSecret.random(random).text(), place(account));
  }

  private static String place(String account) {
    return "account#" + account;
  }

  private static Map<String, AttributeValue> key(String account) {
    return Map.of("id", fromS(place(account)));
  }
}
