package dev.shutterhook.localcloud.template;

import java.nio.file.Path;

/** A place in a template, carried along so that every fault can name it. */
record Where(Path file, String logicalId, String property) {

  static Where of(Path file, String logicalId) {
    return new Where(file, logicalId, "");
  }

  /** The place one step further down: of a named property or a list's index. */
  Where at(Object step) {
    if (logicalId.isEmpty()) {
      return new Where(file, step.toString(), "");
    }
    return new Where(file, logicalId, property.isEmpty() ? step.toString() : property + "." + step);
  }

  TemplateException fault(String fault) {
    return new TemplateException(file, logicalId, property, fault);
  }
}
