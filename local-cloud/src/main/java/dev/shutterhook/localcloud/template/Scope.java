package dev.shutterhook.localcloud.template;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;

/** What names mean in one template: its parameters, conditions, mappings and resources. */
record Scope(Resolver resolver, Conditions conditions, Map<String, Declaration> declarations) {

  static Scope of(Properties sections, Map<String, String> given, URI sqsEndpoint) {
    Map<String, Object> parameters = Parameters.bind(sections.child("Parameters"), given);
    Conditions conditions = new Conditions(sections.child("Conditions"));
    Map<String, Declaration> declarations = new LinkedHashMap<>();
    References references = new References(parameters, declarations, sqsEndpoint);
    Resolver resolver = new Resolver(references, conditions, sections.child("Mappings"));
    conditions.resolveWith(resolver);
    references.resolveWith(resolver);
    conditions.checkAll();
    Scope scope = new Scope(resolver, conditions, declarations);
    scope.declare(sections.child("Resources"));
    return scope;
  }

  /** Whether an entry has no condition, or one that holds. */
  boolean holds(Properties entry) {
    return entry
        .text("Condition")
        .map(name -> conditions.holds(name, entry.where().at("Condition")))
        .orElse(true);
  }

  private void declare(Properties resources) {
    for (String logicalId : resources.values().keySet()) {
      Where where = Where.of(resources.where().file(), logicalId);
      Properties entry =
          new Properties(Properties.map(resources.values().get(logicalId), where), where);
      String type = entry.requiredText("Type");
      if (!ResourceTypes.known(type)) {
        throw where.at("Type").fault("resources of type " + type + " are not understood");
      }
      if (holds(entry)) {
        Map<String, Object> attributes = new LinkedHashMap<>(entry.values());
        attributes.remove("Properties");
        attributes.remove("Type");
        Map<String, Object> properties = entry.child("Properties").values();
        declarations.put(
            logicalId, new Declaration(logicalId, type, properties, attributes, where));
      }
    }
  }
}
