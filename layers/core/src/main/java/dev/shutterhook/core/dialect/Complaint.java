package dev.shutterhook.core.dialect;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.shutterhook.core.json.Json;
import dev.shutterhook.core.request.Fault;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What is wrong with a request or with us.
 *
 * @param status of HTTP
 * @param code stable, in lower case
 * @param type a URI that names the code
 * @param title the code in words
 * @param detail for people
 * @param instance the request's id
 * @param faults each field that is wrong, as the client spells it
 */
public record Complaint(
    int status,
    String code,
    String type,
    String title,
    String detail,
    String instance,
    List<Fault> faults) {
  /** More faults than these are not put into one sentence; the list has them all. */
  static final int MAX_IN_WORDS = 5;

  public Complaint {
    faults = List.copyOf(faults);
  }

  /** For clients that print one text and look at nothing else. */
  String message() {
    return faults.isEmpty()
        ? detail
        : faults.stream()
            .limit(MAX_IN_WORDS)
            .map(fault -> (fault.field() + " " + fault.message()).strip())
            .collect(Collectors.joining("; "));
  }

  /** The document with the faults, where there are any. */
  ObjectNode listed(ObjectNode document) {
    if (!faults.isEmpty()) {
      document.set("errors", Json.mapper().valueToTree(faults));
    }
    return document;
  }
}
