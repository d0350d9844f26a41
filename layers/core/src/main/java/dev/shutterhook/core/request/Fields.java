package dev.shutterhook.core.request;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeType;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.shutterhook.core.json.Json;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * The fields of a JSON object that a client sent. Each read checks type and range and notes a fault
 * instead of stopping, so that one answer names them all; a field that nobody read is unknown. A
 * JSON null counts as absent. Not for several threads.
 */
public final class Fields {
  /** More faults than these are not listed: the client has enough to mend. */
  public static final int MAX_FAULTS = 50;

  private final ObjectNode body;
  private final UnaryOperator<String> place;
  private final Set<String> known = new HashSet<>();
  private final List<Fault> faults = new ArrayList<>();
  private final List<Fields> inner = new ArrayList<>();
  private Spelling spelling;

  /** Reads that body, of which nothing is known yet. */
  public Fields(ObjectNode body) {
    this(body, Spelling.SNAKE);
  }

  /** Reads a body whose names are spelt so; they are asked for by our own. */
  public Fields(ObjectNode body, Spelling spelling) {
    this(body, UnaryOperator.identity(), spelling);
  }

  private Fields(ObjectNode body, UnaryOperator<String> place, Spelling spelling) {
    this.body = body;
    this.place = place;
    this.spelling = spelling;
  }

  /** Whether the client gave a value. */
  public boolean given(String name) {
    known.add(spelling.of(name));
    return body.hasNonNull(spelling.of(name));
  }

  /** Notes a fault; beyond {@link #MAX_FAULTS} they are dropped. */
  public void fault(String field, String message) {
    if (faults.size() < MAX_FAULTS) {
      faults.add(new Fault(place.apply(spelling.of(field)), spelling.in(message)));
    }
  }

  /** Whether the client gave a value of that JSON type; for fields that can be spelled two ways. */
  public boolean given(String name, JsonNodeType type) {
    return given(name) && body.get(spelling.of(name)).getNodeType() == type;
  }

  /** The fields of an object in a field; its faults are among this one's. */
  public Optional<Fields> inner(String name) {
    return read(name, JsonNode::isObject, "must be an object", node -> (ObjectNode) node)
        .map(object -> inner(object, within(spelling.of(name))));
  }

  /** The fields of every object in a list. */
  public List<Fields> inners(String name, int most) {
    return list(name, most).map(list -> inners(name, list, Optional.empty())).orElse(List.of());
  }

  /**
   * The fields of every object in a list, each with those of a common object beneath: what an
   * object names itself counts, a null too. The common object's faults are named there, once.
   */
  public List<Fields> inners(String name, int most, String common) {
    Optional<ObjectNode> beneath =
        read(common, JsonNode::isObject, "must be an object", node -> (ObjectNode) node);
    return list(name, most)
        .map(list -> inners(name, list, beneath.map(object -> new Common(common, object))))
        .orElse(List.of());
  }

  private Optional<JsonNode> list(String name, int most) {
    return read(name, JsonNode::isArray, "must be a list", node -> node)
        .filter(node -> check(name, node.size() <= most, "must have at most " + most + " entries"));
  }

  /** The names of the object's own fields, each of which counts as known and is read as it is. */
  public List<String> names(int most) {
    spelling = Spelling.SNAKE;
    List<String> names = body.propertyStream().map(Map.Entry::getKey).limit(most).toList();
    known.addAll(names);
    return names;
  }

  /** A text of 1 to so many UTF-8 bytes, without unpaired surrogates. */
  public Optional<String> text(String name, int mostBytes) {
    return read(name, JsonNode::isTextual, "must be a string", JsonNode::textValue)
        .filter(text -> check(name, !text.isBlank(), "must not be empty"))
        .filter(text -> check(name, wellFormed(text), "must be well-formed Unicode"))
        .filter(
            text ->
                check(
                    name,
                    text.getBytes(StandardCharsets.UTF_8).length <= mostBytes,
                    "must be at most " + mostBytes + " bytes"));
  }

  /** A text that a type understands: its parser's IllegalArgumentException names the fault. */
  public <T> Optional<T> parsed(String name, int mostBytes, Function<String, T> parser) {
    return text(name, mostBytes)
        .flatMap(
            text -> {
              try {
                return Optional.of(parser.apply(text));
              } catch (IllegalArgumentException e) {
                fault(name, String.valueOf(e.getMessage()));
                return Optional.empty();
              }
            });
  }

  /** A whole number within a range. */
  public Optional<Integer> integer(String name, Range range) {
    return number(name, range)
        .filter(n -> check(name, n == Math.rint(n), "must be a whole number"))
        .map(Double::intValue);
  }

  /** A number within a range. */
  public Optional<Double> number(String name, Range range) {
    return read(name, JsonNode::isNumber, "must be a number", JsonNode::doubleValue)
        .filter(n -> check(name, range.has(n), range.rule()));
  }

  /** A number of seconds, to the millisecond. */
  public Optional<Duration> seconds(String name, Range range) {
    return number(name, range)
        .map(s -> Duration.ofMillis(BigDecimal.valueOf(s).movePointRight(3).longValue()));
  }

  /** True or false; {@code otherwise} where the client gave neither. */
  public boolean flag(String name, boolean otherwise) {
    return read(name, JsonNode::isBoolean, "must be true or false", JsonNode::booleanValue)
        .orElse(otherwise);
  }

  /** One of an enum's constants, spelled in lower case. */
  public <E extends Enum<E>> Optional<E> choice(String name, Class<E> type) {
    return read(name, JsonNode::isTextual, "must be a string", JsonNode::textValue)
        .flatMap(
            text -> {
              try {
                return Optional.of(Constants.of(text, type));
              } catch (IllegalArgumentException e) {
                fault(name, String.valueOf(e.getMessage()));
                return Optional.empty();
              }
            });
  }

  /** Several of an enum's constants, each at most once, spelled in lower case. */
  public <E extends Enum<E>> List<E> choices(String name, int least, Class<E> type) {
    int most = type.getEnumConstants().length;
    List<E> all = list(name, least, most, text -> Constants.of(text, type)).orElse(List.of());
    return all.stream().distinct().toList();
  }

  /** A list of texts, each understood by a parser; its IllegalArgumentException names the fault. */
  public <T> Optional<List<T>> list(String name, int most, Function<String, T> parser) {
    return list(name, 0, most, parser);
  }

  /** A list as {@link #list(String, int, Function)} with at least so many entries. */
  public <T> Optional<List<T>> list(String name, int least, int most, Function<String, T> parser) {
    return read(name, JsonNode::isArray, "must be a list", node -> node)
        .filter(
            node ->
                check(
                    name,
                    node.size() >= least,
                    "must have at least " + least + (least == 1 ? " entry" : " entries")))
        .filter(node -> check(name, node.size() <= most, "must have at most " + most + " entries"))
        .map(node -> entries(name, node, parser));
  }

  /** An object of at most so many bytes as compact JSON, kept as it is. */
  public Optional<ObjectNode> object(String name, int mostBytes) {
    return read(name, JsonNode::isObject, "must be an object", node -> (ObjectNode) node)
        .filter(
            node -> {
              String text = Json.write(node);
              return check(name, wellFormed(text), "must be well-formed Unicode")
                  && check(
                      name,
                      text.getBytes(StandardCharsets.UTF_8).length <= mostBytes,
                      "must be at most " + mostBytes + " bytes as JSON");
            });
  }

  /** Every fault so far, unknown fields among them. */
  public List<Fault> faults() {
    List<Fault> all = new ArrayList<>(faults);
    inner.forEach(fields -> all.addAll(fields.faults()));
    body.fieldNames()
        .forEachRemaining(
            name -> {
              if (!known.contains(name) && all.size() < MAX_FAULTS) {
                all.add(new Fault(place.apply(shortened(name)), "is not a known field"));
              }
            });
    return all.stream().distinct().limit(MAX_FAULTS).toList();
  }

  /** Where fields lie that are within one of this object's. */
  private UnaryOperator<String> within(String outer) {
    return field -> place.apply(outer + "." + field);
  }

  private Fields inner(ObjectNode object, UnaryOperator<String> within) {
    Fields fields = new Fields(object, within, spelling);
    inner.add(fields);
    return fields;
  }

  private List<Fields> inners(String name, JsonNode list, Optional<Common> common) {
    List<Fields> all = new ArrayList<>();
    for (int i = 0; i < list.size(); i++) {
      String entry = name + "[" + i + "]";
      if (check(entry, list.get(i).isObject(), "must be an object")) {
        ObjectNode own = (ObjectNode) list.get(i);
        UnaryOperator<String> here = within(spelling.of(entry));
        all.add(common.map(beneath -> inner(own, beneath, here)).orElseGet(() -> inner(own, here)));
      }
    }
    return all;
  }

  private Fields inner(ObjectNode own, Common beneath, UnaryOperator<String> here) {
    return inner(beneath.under(own), field -> beneath.place(field, own, here, place));
  }

  private <T> List<T> entries(String name, JsonNode list, Function<String, T> parser) {
    List<T> values = new ArrayList<>();
    for (int i = 0; i < list.size(); i++) {
      String place = name + "[" + i + "]";
      if (!check(place, list.get(i).isTextual(), "must be a string")) {
        continue;
      }
      try {
        values.add(parser.apply(list.get(i).textValue()));
      } catch (IllegalArgumentException e) {
        fault(place, String.valueOf(e.getMessage()));
      }
    }
    return values;
  }

  private <T> Optional<T> read(
      String name, Function<JsonNode, Boolean> type, String rule, Function<JsonNode, T> value) {
    if (!given(name)) {
      return Optional.empty();
    }
    JsonNode node = body.get(spelling.of(name));
    return check(name, type.apply(node), rule) ? Optional.of(value.apply(node)) : Optional.empty();
  }

  private boolean check(String field, boolean right, String message) {
    if (!right) {
      fault(field, message);
    }
    return right;
  }

  private static boolean wellFormed(String text) {
    return text.codePoints()
        .noneMatch(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE);
  }

  private static String shortened(String name) {
    return name.length() <= 64 ? name : name.substring(0, 64) + "…";
  }
}
