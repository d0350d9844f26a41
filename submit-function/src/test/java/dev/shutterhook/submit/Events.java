package dev.shutterhook.submit;

import com.amazonaws.services.lambda.runtime.serialization.events.LambdaEventSerializers;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.shutterhook.core.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The recorded events of the folder {@code events}, read as Lambda's runtime reads them. */
final class Events {
  private Events() {}

  static ObjectNode recorded(String name) {
    try {
      Path file = Path.of(System.getProperty("shutterhook.root"), "events", name);
      return (ObjectNode) Json.tree(Files.readString(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static <T> T read(ObjectNode event, Class<T> type) {
    return LambdaEventSerializers.serializerFor(type, Events.class.getClassLoader())
        .fromJson(Json.write(event));
  }
}
