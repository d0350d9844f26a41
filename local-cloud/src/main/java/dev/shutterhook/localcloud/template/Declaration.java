package dev.shutterhook.localcloud.template;

import java.util.Map;

/** A resource as it stands in the template: its condition holds, its intrinsics are unresolved. */
record Declaration(
    String logicalId,
    String type,
    Map<String, Object> properties,
    Map<String, Object> attributes,
    Where where) {}
