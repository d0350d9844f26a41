package dev.shutterhook.render;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.amazonaws.services.lambda.runtime.CustomPojoSerializer;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse.BatchItemFailure;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.serialization.PojoSerializer;
import com.amazonaws.services.lambda.runtime.serialization.events.LambdaEventSerializers;
import com.amazonaws.services.lambda.runtime.serialization.factories.JacksonFactory;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;

/** The renderer's serializer beside that of AWS's runtime client. */
class BatchSerializerTest {
  private static final Path RECORDED = Path.of("..", "events", "render-order.json");

  private final BatchSerializer ours = new BatchSerializer();

  @Test
  void readsARecordedBatchAsTheRuntimeClientDoes() throws IOException {
    PojoSerializer<SQSEvent> theirs =
        LambdaEventSerializers.serializerFor(SQSEvent.class, getClass().getClassLoader());
    byte[] recorded = Files.readAllBytes(RECORDED);

    SQSEvent event = ours.fromJson(new ByteArrayInputStream(recorded), SQSEvent.class);

    assertEquals(1, event.getRecords().size());
    assertEquals(theirs.fromJson(new ByteArrayInputStream(recorded)), event);
  }

  @Test
  void writesAnAnswerAsTheRuntimeClientDoes() {
    PojoSerializer<SQSBatchResponse> theirs =
        JacksonFactory.getInstance().getSerializer(SQSBatchResponse.class);
    for (SQSBatchResponse answer :
        List.of(
            new SQSBatchResponse(List.of()),
            new SQSBatchResponse(
                List.of(new BatchItemFailure("one"), new BatchItemFailure("\"two\""))))) {
      ByteArrayOutputStream expected = new ByteArrayOutputStream();
      theirs.toJson(answer, expected);
      ByteArrayOutputStream written = new ByteArrayOutputStream();
      ours.toJson(answer, written, SQSBatchResponse.class);
      assertEquals(
          expected.toString(StandardCharsets.UTF_8), written.toString(StandardCharsets.UTF_8));
    }
  }

  @Test
  void refusesWhatIsNoBatch() {
    assertThrows(
        IllegalArgumentException.class, () -> ours.fromJson("{\"Records\":", SQSEvent.class));
    assertThrows(IllegalArgumentException.class, () -> ours.fromJson("{}", String.class));
    assertThrows(
        IllegalArgumentException.class,
        () -> ours.toJson("words", new ByteArrayOutputStream(), String.class));
  }

  @Test
  void isWhatTheRuntimeClientFinds() {
    List<CustomPojoSerializer> found =
        ServiceLoader.load(CustomPojoSerializer.class).stream()
            .map(ServiceLoader.Provider::get)
            .toList();
    assertEquals(1, found.size());
    assertInstanceOf(BatchSerializer.class, found.getFirst());
  }
}
