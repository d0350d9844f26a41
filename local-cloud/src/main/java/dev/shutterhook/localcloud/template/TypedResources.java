package dev.shutterhook.localcloud.template;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/** The resources that local emulators and runners are made of, by logical id. */
record TypedResources(
    Map<String, TableResource> tables,
    Map<String, QueueResource> queues,
    Map<String, BucketResource> buckets,
    Map<String, SecretResource> secrets,
    Map<String, FunctionResource> functions) {

  static TypedResources of(
      Iterable<Resource> resources, Scope scope, Map<String, String> secretTexts) {
    Map<String, TableResource> tables = new LinkedHashMap<>();
    Map<String, QueueResource> queues = new LinkedHashMap<>();
    Map<String, BucketResource> buckets = new LinkedHashMap<>();
    Map<String, FunctionResource> functions = new LinkedHashMap<>();
    Map<String, SecretResource> secrets = secrets(resources, scope);
    Map<String, String> texts = new HashMap<>();
    secrets
        .values()
        .forEach(s -> texts.put(s.arn(), secretTexts.getOrDefault(s.logicalId(), unknown(s))));
    Names names = Names.of(scope);
    for (Resource resource : resources) {
      String id = resource.logicalId();
      Properties properties = new Properties(resource.properties(), names.where(id));
      switch (resource.type()) {
        case ResourceTypes.TABLE -> tables.put(id, TableReader.read(id, properties));
        case ResourceTypes.QUEUE -> queues.put(id, QueueReader.read(id, properties, names));
        case ResourceTypes.BUCKET -> buckets.put(id, BucketReader.read(id, properties));
        case ResourceTypes.FUNCTION ->
            functions.put(id, FunctionReader.read(id, properties, names, texts));
        default -> {
          // Secrets are there already; the rest is deployed only, or Scope has refused it.
        }
      }
    }
    return new TypedResources(tables, queues, buckets, secrets, functions);
  }

  /** Before the functions, whose variables name them. */
  private static Map<String, SecretResource> secrets(Iterable<Resource> resources, Scope scope) {
    Map<String, SecretResource> secrets = new LinkedHashMap<>();
    for (Resource resource : resources) {
      if (resource.type().equals(ResourceTypes.SECRET)) {
        String id = resource.logicalId();
        Where where = Names.of(scope).where(id);
        String arn = scope.resolver().resolve(Map.of("Ref", id), where).orElse("").toString();
        secrets.put(id, SecretReader.read(id, arn, new Properties(resource.properties(), where)));
      }
    }
    return secrets;
  }

  /** Stands for a text that nobody has generated: a template is read where nothing runs. */
  private static String unknown(SecretResource secret) {
    return "?".repeat(secret.length());
  }
}
