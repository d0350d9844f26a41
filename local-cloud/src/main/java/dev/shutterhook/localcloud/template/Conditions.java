package dev.shutterhook.localcloud.template;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A template's {@code Conditions}, evaluated when asked for. */
final class Conditions {
  private final Properties declared;
  private final Set<String> underEvaluation = new LinkedHashSet<>();
  private @Nullable Resolver resolver;

  Conditions(Properties declared) {
    this.declared = declared;
  }

  /** Closes the circle: conditions call intrinsics, and {@code Fn::If} asks conditions. */
  void resolveWith(Resolver values) {
    this.resolver = values;
  }

  /** Whether the named condition holds. */
  boolean holds(String name, Where asker) {
    Object condition = declared.values().get(name);
    if (condition == null) {
      throw asker.fault("there is no condition " + name);
    }
    if (!underEvaluation.add(name)) {
      throw asker.fault("conditions go round in a circle: " + underEvaluation);
    }
    try {
      return evaluate(condition, declared.where().at(name));
    } finally {
      underEvaluation.remove(name);
    }
  }

  /** Evaluates every condition, so that a fault in an unused one is found too. */
  void checkAll() {
    declared.values().keySet().forEach(name -> holds(name, declared.where().at(name)));
  }

  private boolean evaluate(Object condition, Where where) {
    Call call = Call.of(condition, where);
    if (call.name().equals("Condition")) {
      return holds(Properties.plain(call.argument(), where), where);
    }
    List<Object> parts = parts(call.argument(), where);
    return switch (call.name()) {
      case "Fn::Equals" -> equal(parts, where);
      case "Fn::Not" -> !evaluate(single(parts, where), where);
      case "Fn::And" -> parts.stream().allMatch(part -> evaluate(part, where));
      case "Fn::Or" -> parts.stream().anyMatch(part -> evaluate(part, where));
      default -> throw where.fault("the condition intrinsic " + call.name() + " is not understood");
    };
  }

  private boolean equal(List<Object> parts, Where where) {
    if (parts.size() != 2) {
      throw where.fault("Fn::Equals compares two values");
    }
    return text(parts.get(0), where).equals(text(parts.get(1), where));
  }

  private String text(Object value, Where where) {
    if (resolver == null) {
      throw new IllegalStateException("conditions asked before they were wired");
    }
    Object resolved =
        resolver
            .resolve(value, where)
            .orElseThrow(() -> where.fault("AWS::NoValue cannot be compared"));
    return resolved instanceof List<?> list ? list.toString() : Properties.plain(resolved, where);
  }

  private static Object single(List<Object> parts, Where where) {
    if (parts.size() != 1) {
      throw where.fault("Fn::Not takes one condition");
    }
    return parts.getFirst();
  }

  private static List<Object> parts(Object argument, Where where) {
    if (!(argument instanceof List<?> list)) {
      throw where.fault("takes a list, has " + argument);
    }
    return List.copyOf(list);
  }
}
