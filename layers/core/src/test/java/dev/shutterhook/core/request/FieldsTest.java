package dev.shutterhook.core.request;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.shutterhook.core.json.Json;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FieldsTest {
  private static final Range ONE_TO_TEN = new Range(1, 10, "s");

  private static Fields fields(String json) {
    return new Fields((ObjectNode) Json.tree(json));
  }

  private static List<String> faults(String json, Consumer<Fields> reads) {
    Fields fields = fields(json);
    reads.accept(fields);
    return fields.faults().stream().map(fault -> fault.field() + " " + fault.message()).toList();
  }

  @Test
  void namesEveryFaultAtOnceAndUnknownFieldsLast() {
    List<String> faults =
        faults(
            "{\"a\":1,\"b\":\"x\",\"c\":11,\"nope\":true}",
            fields -> {
              fields.text("a", 10);
              fields.flag("b", false);
              fields.number("c", ONE_TO_TEN);
            });
    assertEquals(
        List.of(
            "a must be a string",
            "b must be true or false",
            "c must be from 1 to 10 s",
            "nope is not a known field"),
        faults);
  }

  @Test
  void takesANullForAbsent() {
    Fields fields = fields("{\"a\":null}");
    assertEquals(Optional.empty(), fields.text("a", 10));
    assertFalse(fields.given("a"));
    assertEquals(List.of(), fields.faults());
  }

  @ParameterizedTest
  @CsvSource({"1", "1.0", "10", "1e1"})
  void takesAWholeNumberHoweverItIsSpelled(String number) {
    Fields fields = fields("{\"n\":" + number + "}");
    assertTrue(fields.integer("n", ONE_TO_TEN).isPresent());
    assertEquals(List.of(), fields.faults());
  }

  @ParameterizedTest
  @CsvSource({
    "1.5,must be a whole number",
    "0,must be from 1 to 10 s",
    "1e400,must be from 1 to 10 s",
    "-1e999999999,must be from 1 to 10 s",
    "99999999999999999999,must be from 1 to 10 s",
    "\"5\",must be a number",
    "true,must be a number",
    "[5],must be a number"
  })
  void refusesWhatIsNoWholeNumberInItsRange(String value, String rule) {
    assertEquals(
        List.of("n " + rule),
        faults("{\"n\":" + value + "}", fields -> fields.integer("n", ONE_TO_TEN)));
  }

  @Test
  void readsSecondsToTheMillisecond() {
    assertEquals(
        Optional.of(Duration.ofMillis(1_001)), fields("{\"n\":1.0019}").seconds("n", ONE_TO_TEN));
  }

  @Test
  void countsTheBytesOfATextAndNotItsCharacters() {
    assertEquals(Optional.of("ää"), fields("{\"t\":\"ää\"}").text("t", 4));
    assertEquals(
        List.of("t must be at most 3 bytes"),
        faults("{\"t\":\"ää\"}", fields -> fields.text("t", 3)));
  }

  @Test
  void refusesATextThatIsBlankOrHalfACharacter() {
    assertEquals(
        List.of("t must not be empty"), faults("{\"t\":\" \"}", fields -> fields.text("t", 9)));
    assertEquals(
        List.of("t must be well-formed Unicode"),
        faults("{\"t\":\"\\ud800\"}", fields -> fields.text("t", 9)));
  }

  @Test
  void namesTheChoicesThatThereAre() {
    assertEquals(
        List.of(
            "u must be one of nanoseconds, microseconds, milliseconds, seconds, minutes, hours, days"),
        faults("{\"u\":\"SECONDS\"}", fields -> fields.choice("u", TimeUnit.class)));
  }

  @Test
  void namesTheEntryOfAListThatIsWrong() {
    assertEquals(
        List.of("l[1] must be a string", "l[2] bad"),
        faults(
            "{\"l\":[\"x\",1,\"y\"]}",
            fields ->
                fields.list(
                    "l",
                    3,
                    text -> {
                      if (text.equals("y")) {
                        throw new IllegalArgumentException("bad");
                      }
                      return text;
                    })));
    assertEquals(
        List.of("l must have at most 1 entries"),
        faults("{\"l\":[\"x\",\"y\"]}", fields -> fields.list("l", 1, text -> text)));
  }

  @Test
  void boundsAnObjectByItsCompactForm() {
    assertTrue(fields("{\"o\": { \"a\" : 1 } }").object("o", 7).isPresent());
    assertEquals(
        List.of("o must be at most 6 bytes as JSON"),
        faults("{\"o\":{\"a\":1}}", fields -> fields.object("o", 6)));
    assertEquals(
        List.of("o must be an object"), faults("{\"o\":[]}", fields -> fields.object("o", 6)));
  }

  @Test
  void listsABoundedNumberOfFaultsWithBoundedNames() {
    ObjectNode body = Json.mapper().createObjectNode();
    for (int i = 0; i < 1_000; i++) {
      body.put(i + "x".repeat(500), i);
    }
    List<Fault> faults = new Fields(body).faults();
    assertEquals(Fields.MAX_FAULTS, faults.size());
    assertTrue(faults.stream().allMatch(fault -> fault.field().length() <= 65));
  }

  @Test
  void laysACommonObjectBeneathEachOfAList() {
    Fields fields =
        new Fields(
            JsonObject.parse(
                "{\"common\":{\"a\":0,\"b\":1,\"c\":{\"d\":0}},"
                    + "\"list\":[{\"b\":0},{\"a\":5,\"b\":null},{}]}"));
    List<Fields> entries = fields.inners("list", 3, "common");
    List<Boolean> given = entries.stream().map(entry -> entry.given("b")).toList();
    assertEquals(List.of(true, false, true), given);
    entries.forEach(
        entry -> {
          entry.integer("a", new Range(1, 9, "things"));
          entry.integer("b", new Range(1, 9, "things"));
          entry.inner("c").orElseThrow().integer("d", new Range(1, 9, "things"));
        });
    assertEquals(
        List.of("common.a", "list[0].b", "common.c.d"),
        fields.faults().stream().map(Fault::field).distinct().toList());
    assertEquals(3, fields.faults().size());
  }
}
