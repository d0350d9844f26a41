package dev.shutterhook.localcloud.template;

import java.util.LinkedHashMap;
import java.util.Map;

/** The resources that local emulators and runners are made of, by logical id. */
record TypedResources(
    Map<String, TableResource> tables,
    Map<String, QueueResource> queues,
    Map<String, BucketResource> buckets,
    Map<String, FunctionResource> functions) {

  static TypedResources of(Iterable<Resource> resources, Scope scope) {
    Map<String, TableResource> tables = new LinkedHashMap<>();
    Map<String, QueueResource> queues = new LinkedHashMap<>();
    Map<String, BucketResource> buckets = new LinkedHashMap<>();
    Map<String, FunctionResource> functions = new LinkedHashMap<>();
    Names names = Names.of(scope);
    for (Resource resource : resources) {
      String id = resource.logicalId();
      Properties properties = new Properties(resource.properties(), names.where(id));
      switch (resource.type()) {
        case ResourceTypes.TABLE -> tables.put(id, TableReader.read(id, properties));
        case ResourceTypes.QUEUE -> queues.put(id, QueueReader.read(id, properties, names));
        case ResourceTypes.BUCKET -> buckets.put(id, BucketReader.read(id, properties));
        case ResourceTypes.FUNCTION ->
            functions.put(id, FunctionReader.read(id, properties, names));
        default -> {
          // Deployed only: Scope refused every type that is neither.
        }
      }
    }
    return new TypedResources(tables, queues, buckets, functions);
  }
}
