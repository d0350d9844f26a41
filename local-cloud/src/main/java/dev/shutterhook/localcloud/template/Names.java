package dev.shutterhook.localcloud.template;

import java.util.HashMap;
import java.util.Map;

/** From a queue's ARN back to its logical id. */
record Names(Map<String, String> queuesByArn, Map<String, Declaration> declarations) {

  static Names of(Scope scope) {
    Map<String, String> queues = new HashMap<>();
    for (Declaration declaration : scope.declarations().values()) {
      if (declaration.type().equals(ResourceTypes.QUEUE)) {
        String id = declaration.logicalId();
        Map<String, Object> arn = Map.of("Fn::GetAtt", id + ".Arn");
        scope
            .resolver()
            .resolve(arn, declaration.where())
            .ifPresent(value -> queues.put(value.toString(), id));
      }
    }
    return new Names(queues, scope.declarations());
  }

  Where where(String logicalId) {
    Declaration declaration = declarations.get(logicalId);
    if (declaration == null) {
      throw new IllegalArgumentException("no resource " + logicalId);
    }
    return declaration.where();
  }

  /** The logical id of the queue with this ARN. */
  String queue(String arn, Where where) {
    String logicalId = queuesByArn.get(arn);
    if (logicalId == null) {
      throw where.fault("no queue of this template has the ARN " + arn);
    }
    return logicalId;
  }
}
