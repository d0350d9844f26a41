package dev.shutterhook.localcloud;

import dev.shutterhook.localcloud.template.IndexResource;
import dev.shutterhook.localcloud.template.KeySchema;
import dev.shutterhook.localcloud.template.TableResource;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.Projection;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;
import software.amazon.awssdk.services.dynamodb.model.StreamSpecification;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;
import software.amazon.awssdk.services.dynamodb.model.TimeToLiveStatus;
import software.amazon.awssdk.services.dynamodb.waiters.DynamoDbWaiter;

/** Makes tables as the template describes them, and checks those that exist already. */
final class Tables {
  private final DynamoDbClient client;
  private final Backing backing;

  Tables(DynamoDbClient client, Backing backing) {
    this.client = client;
    this.backing = backing;
  }

  void ensure(TableResource table) {
    try {
      check(table, client.describeTable(call -> call.tableName(table.name())).table());
    } catch (ResourceNotFoundException e) {
      create(table);
    }
    table.timeToLive().ifPresent(attribute -> enableTimeToLive(table.name(), attribute));
  }

  /** Outside of this JVM a table may take a moment until it can be used. */
  private void create(TableResource table) {
    client.createTable(request(table));
    try (DynamoDbWaiter waiter = client.waiter()) {
      waiter.waitUntilTableExists(call -> call.tableName(table.name()));
    }
  }

  private void check(TableResource table, TableDescription found) {
    TableShape wanted = TableShape.of(table);
    TableShape stored = TableShape.of(found);
    if (!wanted.equals(stored)) {
      throw new LocalCloudException(
          "the table "
              + table.name()
              + " was made by another template: it has "
              + stored
              + ", the template wants "
              + wanted
              + "; delete "
              + (backing instanceof Storage.OnDisk disk ? "the folder " + disk.folder() : "it")
              + " and start again");
    }
  }

  private void enableTimeToLive(String name, String attribute) {
    TimeToLiveStatus status =
        client
            .describeTimeToLive(call -> call.tableName(name))
            .timeToLiveDescription()
            .timeToLiveStatus();
    if (status != TimeToLiveStatus.ENABLED) {
      client.updateTimeToLive(
          call ->
              call.tableName(name)
                  .timeToLiveSpecification(ttl -> ttl.attributeName(attribute).enabled(true)));
    }
  }

  private static CreateTableRequest request(TableResource table) {
    CreateTableRequest.Builder request =
        CreateTableRequest.builder()
            .tableName(table.name())
            .billingMode(BillingMode.PAY_PER_REQUEST)
            .keySchema(keys(table.key()))
            .attributeDefinitions(
                table.attributeTypes().entrySet().stream()
                    .map(
                        type ->
                            AttributeDefinition.builder()
                                .attributeName(type.getKey())
                                .attributeType(type.getValue())
                                .build())
                    .toList());
    if (!table.indexes().isEmpty()) {
      request.globalSecondaryIndexes(table.indexes().stream().map(Tables::index).toList());
    }
    table.stream()
        .ifPresent(
            view ->
                request.streamSpecification(
                    StreamSpecification.builder()
                        .streamEnabled(true)
                        .streamViewType(view)
                        .build()));
    return request.build();
  }

  private static GlobalSecondaryIndex index(IndexResource index) {
    Projection.Builder projection = Projection.builder().projectionType(index.projection());
    if (!index.included().isEmpty()) {
      projection.nonKeyAttributes(index.included());
    }
    return GlobalSecondaryIndex.builder()
        .indexName(index.name())
        .keySchema(keys(index.key()))
        .projection(projection.build())
        .build();
  }

  private static List<KeySchemaElement> keys(KeySchema key) {
    List<KeySchemaElement> elements = new ArrayList<>();
    elements.add(element(key.partition(), KeyType.HASH));
    key.sort().ifPresent(sort -> elements.add(element(sort, KeyType.RANGE)));
    return elements;
  }

  private static KeySchemaElement element(String attribute, KeyType type) {
    return KeySchemaElement.builder().attributeName(attribute).keyType(type).build();
  }
}
