package dev.shutterhook.localcloud.template;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads {@code AWS::DynamoDB::Table}. */
final class TableReader {
  private static final List<String> UNDERSTOOD =
      List.of(
          "TableName",
          "KeySchema",
          "AttributeDefinitions",
          "GlobalSecondaryIndexes",
          "BillingMode",
          "TimeToLiveSpecification",
          "StreamSpecification");

  private static final Set<String> DEPLOY_ONLY =
      Set.of(
          "ContributorInsightsSpecification",
          "DeletionProtectionEnabled",
          "OnDemandThroughput",
          "PointInTimeRecoverySpecification",
          "ProvisionedThroughput",
          "SSESpecification",
          "TableClass",
          "Tags",
          "WarmThroughput");

  private static final Set<String> INDEX_DEPLOY_ONLY =
      Set.of(
          "ContributorInsightsSpecification",
          "OnDemandThroughput",
          "ProvisionedThroughput",
          "WarmThroughput");

  private static final Set<String> PROJECTIONS = Set.of("ALL", "KEYS_ONLY", "INCLUDE");

  private TableReader() {}

  static TableResource read(String logicalId, Properties properties) {
    properties.allow(UNDERSTOOD, DEPLOY_ONLY);
    Map<String, String> types = attributeTypes(properties);
    List<IndexResource> indexes =
        properties.children("GlobalSecondaryIndexes").stream()
            .map(index -> index(index, types))
            .toList();
    return new TableResource(
        logicalId,
        properties.text("TableName").orElse(Pseudo.STACK + "-" + logicalId),
        key(properties, types),
        types,
        indexes,
        timeToLive(properties.child("TimeToLiveSpecification")),
        stream(properties.child("StreamSpecification")));
  }

  private static Map<String, String> attributeTypes(Properties properties) {
    Map<String, String> types = new LinkedHashMap<>();
    for (Properties attribute : properties.children("AttributeDefinitions")) {
      attribute.allow(List.of("AttributeName", "AttributeType"), Set.of());
      String type = attribute.requiredText("AttributeType");
      if (!Set.of("S", "N", "B").contains(type)) {
        throw attribute.where().at("AttributeType").fault("must be S, N or B, is " + type);
      }
      types.put(attribute.requiredText("AttributeName"), type);
    }
    return types;
  }

  private static IndexResource index(Properties index, Map<String, String> types) {
    index.allow(List.of("IndexName", "KeySchema", "Projection"), INDEX_DEPLOY_ONLY);
    Properties projection = index.child("Projection");
    projection.allow(List.of("ProjectionType", "NonKeyAttributes"), Set.of());
    String type = projection.requiredText("ProjectionType");
    if (!PROJECTIONS.contains(type)) {
      throw projection.where().at("ProjectionType").fault("is none of " + PROJECTIONS);
    }
    return new IndexResource(
        index.requiredText("IndexName"),
        key(index, types),
        type,
        projection.texts("NonKeyAttributes"));
  }

  private static KeySchema key(Properties properties, Map<String, String> types) {
    List<String> partitions = new ArrayList<>();
    List<String> sorts = new ArrayList<>();
    for (Properties element : properties.children("KeySchema")) {
      element.allow(List.of("AttributeName", "KeyType"), Set.of());
      String attribute = element.requiredText("AttributeName");
      if (!types.containsKey(attribute)) {
        throw element.where().fault(attribute + " is missing in AttributeDefinitions");
      }
      switch (element.requiredText("KeyType")) {
        case "HASH" -> partitions.add(attribute);
        case "RANGE" -> sorts.add(attribute);
        default -> throw element.where().at("KeyType").fault("must be HASH or RANGE");
      }
    }
    if (partitions.size() != 1 || sorts.size() > 1) {
      throw properties.where().at("KeySchema").fault("needs one HASH and at most one RANGE key");
    }
    return new KeySchema(partitions.getFirst(), sorts.stream().findFirst());
  }

  private static Optional<String> timeToLive(Properties specification) {
    specification.allow(List.of("AttributeName", "Enabled"), Set.of());
    return specification.truth("Enabled", false)
        ? Optional.of(specification.requiredText("AttributeName"))
        : Optional.empty();
  }

  private static Optional<String> stream(Properties specification) {
    specification.allow(List.of("StreamViewType"), Set.of("ResourcePolicy"));
    return specification.text("StreamViewType");
  }
}
