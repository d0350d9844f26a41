package dev.shutterhook.core.egress;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Random words by which a session knows its own answers, one for each fault. They hold for this
 * session alone: a page that reads one (off an answer in its own origin's place) can only have its
 * own capture refused by it. Immutable.
 */
final class RefusalMarks {
  private final Map<EgressFault, String> marks = new EnumMap<>(EgressFault.class);

  RefusalMarks() {
    for (EgressFault fault : EgressFault.values()) {
      marks.put(fault, UUID.randomUUID().toString());
    }
  }

  /** The element for an answer of that fault: a document tells of it, and shows nothing. */
  String element(EgressFault fault) {
    return "<meta name=\""
        + EgressSession.REFUSAL_NAME
        + "\" content=\""
        + marks.get(fault)
        + "\">";
  }

  Optional<EgressFault> faultOf(String mark) {
    return marks.entrySet().stream()
        .filter(entry -> entry.getValue().equals(mark))
        .map(Map.Entry::getKey)
        .findFirst();
  }
}
