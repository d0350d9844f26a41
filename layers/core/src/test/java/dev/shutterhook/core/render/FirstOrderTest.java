package dev.shutterhook.core.render;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.shutterhook.core.options.CaptureOptions;
import dev.shutterhook.core.queue.Body;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** {@code first-order.json} is what the first version sent, recorded from its queue. */
class FirstOrderTest {
  @Test
  void isUnderstoodWithTheDefaultsOfAllThatCameLater() throws IOException {
    RenderOrder order =
        new Body(recorded()).as(RenderOrder.class, RenderOrder.SCHEMA).orElseThrow();
    assertEquals("cap_01K8ZTQ700000000000000000D", order.capture().toString());
    assertEquals(CaptureOptions.of(order.options().source()), order.options());
    assertNull(order.identity());
    assertNull(order.trace());
  }

  private static String recorded() throws IOException {
    try (InputStream file =
        Objects.requireNonNull(FirstOrderTest.class.getResourceAsStream("first-order.json"))) {
      return new String(file.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
