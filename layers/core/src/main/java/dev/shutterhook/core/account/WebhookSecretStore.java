package dev.shutterhook.core.account;

import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromS;

import dev.shutterhook.core.account.Rotation.Rotated;
import dev.shutterhook.core.account.Rotation.UnderWay;
import dev.shutterhook.core.seal.SealingKey;
import dev.shutterhook.core.table.Item;
import dev.shutterhook.core.webhook.WebhookKeyPair;
import dev.shutterhook.core.webhook.WebhookSecret;
import dev.shutterhook.core.webhook.WebhookSecrets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/** The keys that sign webhooks, sealed, in the accounts' table. Safe for threads. */
public final class WebhookSecretStore {
  private static final String SECRET = "webhook_secret";
  private static final String PREVIOUS = "webhook_secret_previous";
  private static final String REPLACED_AT = "webhook_secret_replaced_at";
  private static final String PAIR = "webhook_key_pair";
  private static final String PAIR_MADE_AT = "webhook_key_pair_made_at";

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
    return opened(item(account), account);
  }

  /** As {@link #find}, with a pair of keys; made where there is none. */
  public WebhookSecrets withPair(String account, Instant now) {
    WebhookSecrets found = find(account);
    return found.pair().isPresent() ? found : opened(paired(account, now), account);
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
        opened(seen, account).previousAt(now).filter(_ -> !revokePrevious);
    if (signing.isPresent()) {
      return new UnderWay(signing.get().until());
    }
    try {
      return new Rotated(opened(replace(account, seen.text(SECRET), now), account));
    } catch (ConditionalCheckFailedException e) {
      return new UnderWay(
          find(account)
              .previous()
              .map(WebhookSecrets.Previous::until)
              .orElseThrow(() -> new IllegalStateException("changed, and not by a rotation", e)));
    }
  }

  private Item replace(String account, String sealed, Instant now) {
    return updated(
        update ->
            update
                .key(key(account))
                .updateExpression("SET #secret = :fresh, #previous = #secret, #replaced_at = :now")
                .conditionExpression("#secret = :seen")
                .expressionAttributeNames(
                    Map.of("#secret", SECRET, "#previous", PREVIOUS, "#replaced_at", REPLACED_AT))
                .expressionAttributeValues(
                    Map.of(
                        ":fresh", fromS(fresh(account)),
                        ":seen", fromS(sealed),
                        ":now", fromS(now.toString()))));
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
    return updated(
        update ->
            update
                .key(key(account))
                .updateExpression("SET #secret = if_not_exists(#secret, :fresh)")
                .expressionAttributeNames(Map.of("#secret", SECRET))
                .expressionAttributeValues(Map.of(":fresh", fromS(fresh(account)))));
  }

  private Item paired(String account, Instant now) {
    String pair = key.seal(WebhookKeyPair.random().text(), placeOfPair(account));
    return updated(
        update ->
            update
                .key(key(account))
                .updateExpression(
                    "SET #pair = if_not_exists(#pair, :pair),"
                        + " #made_at = if_not_exists(#made_at, :now)")
                .expressionAttributeNames(Map.of("#pair", PAIR, "#made_at", PAIR_MADE_AT))
                .expressionAttributeValues(
                    Map.of(":pair", fromS(pair), ":now", fromS(now.toString()))));
  }

  private Item updated(Consumer<UpdateItemRequest.Builder> update) {
    UpdateItemRequest.Builder request =
        UpdateItemRequest.builder().tableName(table).returnValues(ReturnValue.ALL_NEW);
    update.accept(request);
    return Item.of(dynamoDb.updateItem(request.build()).attributes());
  }

  private WebhookSecrets opened(Item item, String account) {
    String place = place(account);
    Function<String, WebhookSecret> secret =
        name -> new WebhookSecret(key.open(item.text(name), place));
    return new WebhookSecrets(
        secret.apply(SECRET),
        Optional.ofNullable(item.instant(REPLACED_AT))
            .map(at -> new WebhookSecrets.Previous(secret.apply(PREVIOUS), at)),
        Optional.ofNullable(item.instant(PAIR_MADE_AT))
            .map(at -> new WebhookSecrets.Pair(pair(item, account), at)));
  }

  private WebhookKeyPair pair(Item item, String account) {
    return WebhookKeyPair.parse(key.open(item.text(PAIR), placeOfPair(account)));
  }

  private String fresh(String account) {
    return key.seal(WebhookSecret.random(random).text(), place(account));
  }

  private static String place(String account) {
    return "account#" + account;
  }

  /** Of its own, so that nobody can put a secret where the pair is. */
  private static String placeOfPair(String account) {
    return place(account) + "#" + PAIR;
  }

  private static Map<String, AttributeValue> key(String account) {
    return Map.of("id", fromS(place(account)));
  }
}
