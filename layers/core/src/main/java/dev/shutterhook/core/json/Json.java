package dev.shutterhook.core.json;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;

/**
 * The suite's JSON. Fields are snake_case; instants are ISO 8601 in UTC, durations ISO 8601.
 *
 * <p>Messages and records are read leniently: a field of a newer version is passed over. What a
 * client sends goes through {@link dev.shutterhook.core.request.Fields}, which refuses it.
 */
public final class Json {
  /** Deeper documents are refused: no request or message of ours comes near it. */
  public static final int MAX_NESTING = 64;

  private static final ObjectMapper MAPPER =
      JsonMapper.builder(
              new com.fasterxml.jackson.core.JsonFactoryBuilder()
                  .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                  .streamReadConstraints(
                      StreamReadConstraints.builder().maxNestingDepth(MAX_NESTING).build())
                  .build())
          .addModule(new JavaTimeModule())
          .addModule(new Jdk8Module())
          .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
          .disable(SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
          .build();

  private Json() {}

  /** The mapper itself, for tree building; it is safe for threads and must not be reconfigured. */
  public static ObjectMapper mapper() {
    return MAPPER;
  }

  /** Writes a value as compact JSON; every record of the suite can be written. */
  public static String write(Object value) {
    try {
      return MAPPER.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("not writable as JSON: " + value.getClass().getName(), e);
    }
  }

  /**
   * Reads a value that the suite itself wrote.
   *
   * @throws MalformedJsonException where the text is not such a value
   */
  public static <T> T read(String text, Class<T> type) {
    try {
      T value = MAPPER.readValue(text, type);
      if (value == null) {
        throw new MalformedJsonException("null is not a " + type.getSimpleName(), null);
      }
      return value;
    } catch (JsonProcessingException e) {
      throw new MalformedJsonException("not a " + type.getSimpleName(), e);
    }
  }

  /**
   * Reads any JSON document.
   *
   * @throws MalformedJsonException where the text is not exactly one JSON document
   */
  public static JsonNode tree(String text) {
    return read(text, JsonNode.class);
  }
}
