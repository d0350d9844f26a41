package dev.shutterhook.core.request;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/**
 * What lies beneath each object of a list.
 *
 * @param name under which the client gave it
 */
record Common(String name, ObjectNode fields) {
  /** What follows a field's own name where a fault lies within it. */
  private static final Pattern ROOT = Pattern.compile("[.\\[]");

  /** An object with this beneath: what it names itself counts, a null too. */
  ObjectNode under(ObjectNode own) {
    ObjectNode both = fields.deepCopy();
    both.setAll(own);
    return both;
  }

  /**
   * Where the client looks for a field of the two.
   *
   * @param here where the object's own fields lie
   * @param outside where this lies
   */
  String place(
      String field, ObjectNode own, UnaryOperator<String> here, UnaryOperator<String> outside) {
    return own.has(ROOT.split(field, 2)[0]) ? here.apply(field) : outside.apply(name + "." + field);
  }
}
