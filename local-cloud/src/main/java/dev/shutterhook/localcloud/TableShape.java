package dev.shutterhook.localcloud;

import dev.shutterhook.localcloud.template.IndexResource;
import dev.shutterhook.localcloud.template.KeySchema;
import dev.shutterhook.localcloud.template.TableResource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndexDescription;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;

/** What cannot be changed in a table with items in it: keys, their types, and indexes. */
record TableShape(KeySchema key, Map<String, String> types, Map<String, KeySchema> indexes) {

  static TableShape of(TableResource table) {
    Map<String, KeySchema> indexes = new TreeMap<>();
    for (IndexResource index : table.indexes()) {
      indexes.put(index.name() + " " + index.projection(), index.key());
    }
    return new TableShape(table.key(), new TreeMap<>(table.attributeTypes()), indexes);
  }

  static TableShape of(TableDescription table) {
    Map<String, KeySchema> indexes = new TreeMap<>();
    for (GlobalSecondaryIndexDescription index : table.globalSecondaryIndexes()) {
      String name = index.indexName() + " " + index.projection().projectionTypeAsString();
      indexes.put(name, key(index.keySchema()));
    }
    Map<String, String> types = new TreeMap<>();
    for (AttributeDefinition attribute : table.attributeDefinitions()) {
      types.put(attribute.attributeName(), attribute.attributeTypeAsString());
    }
    return new TableShape(key(table.keySchema()), types, indexes);
  }

  private static KeySchema key(List<KeySchemaElement> elements) {
    Map<KeyType, String> byType = new HashMap<>();
    elements.forEach(element -> byType.put(element.keyType(), element.attributeName()));
    return new KeySchema(
        byType.getOrDefault(KeyType.HASH, ""), Optional.ofNullable(byType.get(KeyType.RANGE)));
  }
}
