package dev.shutterhook.submit.monitor;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.shutterhook.core.capture.ArtifactLinks;
import dev.shutterhook.core.json.Json;
import dev.shutterhook.core.monitor.Monitor;
import dev.shutterhook.core.monitor.RunDocument;
import dev.shutterhook.core.monitor.Snapshot;
import java.util.Locale;

/** What a monitor's runs are compared with, with links that are fresh. */
final class BaselineDocument {
  private BaselineDocument() {}

  static ObjectNode of(Monitor monitor, ArtifactLinks links) {
    ObjectNode document = Json.mapper().createObjectNode();
    document
        .put("monitor", monitor.id().toString())
        .put("baseline", monitor.settings().compare().baseline().name().toLowerCase(Locale.ROOT));
    Snapshot reference = monitor.progress().reference();
    document.set("reference", reference == null ? null : of(reference, links));
    ArrayNode accepted = document.putArray("accepted");
    monitor.progress().accepted().forEach(look -> accepted.add(of(look, links)));
    return document;
  }

  private static ObjectNode of(Snapshot look, ArtifactLinks links) {
    ObjectNode document = Json.mapper().createObjectNode();
    document.put("run", look.run().toString()).put("taken_at", look.at().toString());
    document.set("picture", RunDocument.picture(look, links));
    document.set("text", RunDocument.words(look, links));
    return document;
  }
}
