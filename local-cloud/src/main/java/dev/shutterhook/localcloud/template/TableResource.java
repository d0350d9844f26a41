package dev.shutterhook.localcloud.template;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An {@code AWS::DynamoDB::Table}.
 *
 * @param attributeTypes by attribute {@code S}, {@code N} or {@code B}; key attributes only
 * @param timeToLive the attribute that holds an item's end, in seconds since 1970
 * @param stream the stream's view type, where the table has a stream
 */
public record TableResource(
    String logicalId,
    String name,
    KeySchema key,
    Map<String, String> attributeTypes,
    List<IndexResource> indexes,
    Optional<String> timeToLive,
    Optional<String> stream) {

  public TableResource {
    attributeTypes = Map.copyOf(attributeTypes);
    indexes = List.copyOf(indexes);
  }
}
