package dev.shutterhook.localcloud.template;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.shutterhook.localcloud.Fixtures;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each refusal names the file, the resource, the property and the fault. */
class TemplateRefusalsTest {
  @TempDir private Path folder = Path.of("");

  /** Replaces one text of the good template, and expects the place and a part of the message. */
  @ParameterizedTest(name = "{1} for {0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          !Ref Pictures                    | !Cidr [x, 1]         | Fn::Cidr is not understood       | SubmitFunction.Environment.Variables.BUCKET
          !Ref Pictures                    | !Ref Nothing         | nothing in this template         | SubmitFunction.Environment.Variables.BUCKET
          !GetAtt Work.QueueName           | !GetAtt Work.Colour  | the attribute Colour             | SubmitFunction.Environment.Variables.WORK_NAME
          !GetAtt Work.QueueName           | !GetAtt Nope.Arn     | nothing in this template         | SubmitFunction.Environment.Variables.WORK_NAME
          ${Work.QueueName}                | ${Wrong}             | called Wrong                     | SubmitFunction.Environment.Variables.LITERAL
          [IsStrict, guarded, free]        | [Unknown, a, b]      | no condition Unknown             | SubmitFunction.Environment.Variables.MODE
          [1, !Split                     | [9, !Split         | there is no item 9               | SubmitFunction.Environment.Variables.SECOND_RETRY
          !Ref EgressPolicy, memory        | nope, memory         | the mappings have no Sizes.nope  | SubmitFunction.MemorySize
          !Not [!Condition IsStrict]       | !Cidr [1]            | Fn::Cidr is not understood       | Conditions.IsOpen
          !Not [!Condition IsStrict]       | !Not [!Condition IsOpen] | round in a circle            | Conditions.IsOpen
          AWS::Logs::LogGroup              | AWS::EC2::Instance   | AWS::EC2::Instance               | OpenOnly.Type
          Type: ScheduleV2               | Type: Kinesis      | not understood                   | SubmitFunction.Events.Nightly.Type
          Timezone: Europe/Berlin          | Timezone: Mars/Olympus | is no time zone              | SubmitFunction.Events.Nightly.Properties.ScheduleExpressionTimezone
          BatchSize: 1                     | BatchSize: 0         | must lie in 1..10000             | WorkFunction.Events.Work.Properties.BatchSize
          BatchSize: 1                     | FilterCriteria: {}   | not understood                   | WorkFunction.Events.Work.Properties.FilterCriteria
          VisibilityTimeout: 600           | FifoQueue: true      | only standard queues             | Slow.FifoQueue
          VisibilityTimeout: 600           | Colour: red          | not understood                   | Slow.Colour
          VisibilityTimeout: 600           | VisibilityTimeout: 43201 | must lie in 0..43200         | Slow.VisibilityTimeout
          !GetAtt WorkDeadLetters.Arn      | !GetAtt Orders.Arn   | no queue of this template        | Work.RedrivePolicy.deadLetterTargetArn
          { AttributeName: id, KeyType   | { AttributeName: x, KeyType | x is missing in Attribute | Orders.KeySchema.0
          ProjectionType: INCLUDE          | ProjectionType: SOME | is none of                       | Orders.GlobalSecondaryIndexes.0.Projection.ProjectionType
          Handler: example.SubmitFunction::handleRequest | Description: none | is required       | SubmitFunction.Handler
          Timeout: 120                   | Timeout: long      | must be a whole number           | WorkFunction.Timeout
          Default: strict                | Description: none  | has no default                   | Parameters.EgressPolicy
          Default: strict                | Default: lax       | is none of                       | Parameters.EgressPolicy
          FLAG: true                     | FLAG: true, FLAG: no | FLAG                           | ''
          FLAG: true                     | FLAG:              | has no value                     | Resources.SubmitFunction.Properties.Environment.Variables.FLAG
          Globals:                       | Glomals:           | not understood                   | Glomals
          """)
  void refuses(String text, String replacement, String fault, String place) {
    String good = Fixtures.cloudYaml();
    assertTrue(good.contains(text), "the fixture has no " + text);
    Path file =
        Fixtures.write(
            folder, "bad.yaml", good.replaceFirst(quoted(text), replacement(replacement)));
    TemplateException refusal = assertThrows(TemplateException.class, () -> Template.read(file));
    String message = String.valueOf(refusal.getMessage());
    assertTrue(message.contains(fault), message);
    assertTrue(message.startsWith(file.toString()), message);
    if (place != null && !place.isEmpty()) {
      assertTrue(message.startsWith(file + ": " + place), message);
    }
  }

  private static String quoted(String text) {
    return Pattern.quote(text);
  }

  private static String replacement(String text) {
    return Matcher.quoteReplacement(text);
  }

  @Test
  void refusesAParameterThatTheTemplateDoesNotHave() {
    Path file = Fixtures.cloudTemplate(folder);
    TemplateException refusal =
        assertThrows(TemplateException.class, () -> Template.read(file, Map.of("Colour", "red")));
    String message = String.valueOf(refusal.getMessage());
    assertTrue(message.contains("no parameter Colour"), message);
  }

  @Test
  void tellsResourceAndPropertyApart() {
    String bad = Fixtures.cloudYaml().replace("VisibilityTimeout: 600", "Colour: red");
    Path file = Fixtures.write(folder, "bad.yaml", bad);
    TemplateException refusal = assertThrows(TemplateException.class, () -> Template.read(file));
    assertEquals("Slow", refusal.logicalId());
    assertEquals("Colour", refusal.property());
  }

  @Test
  void refusesAnAliasThatContainsItself() {
    Path file = Fixtures.write(folder, "loop.yaml", "Resources: &loop\n  A: *loop\n");
    TemplateException refusal = assertThrows(TemplateException.class, () -> Template.read(file));
    String message = String.valueOf(refusal.getMessage());
    assertTrue(message.contains("nested deeper"), message);
  }

  @Test
  void refusesWhatIsNoYaml() {
    Path file = Fixtures.write(folder, "broken.yaml", "Resources: [");
    assertThrows(TemplateException.class, () -> Template.read(file));
  }
}
