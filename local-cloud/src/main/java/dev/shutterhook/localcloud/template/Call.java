package dev.shutterhook.localcloud.template;

import java.util.Map;

/** An intrinsic in its long form: a mapping with one key. */
record Call(String name, Object argument) {

  static Call of(Object value, Where where) {
    Map<String, Object> mapping = Properties.map(value, where);
    if (mapping.size() != 1) {
      throw where.fault("an intrinsic stands alone, here are " + mapping.keySet());
    }
    Map.Entry<String, Object> only = mapping.entrySet().iterator().next();
    return new Call(only.getKey(), only.getValue());
  }
}
